# klopt in a container, in the releases of requirements-dev.txt.
#
#   docker build -t klopt .
#   docker run --rm -v "$PWD":/corpus klopt check artikel.txt
#   docker run --rm -it -p 127.0.0.1:8001:8001 -v "$PWD":/corpus klopt web --host 0.0.0.0 --password
FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m venv /opt/klopt
COPY requirements-dev.txt pyproject.toml README.md LICENSE ./
COPY corpus corpus
COPY extract extract
COPY db db
COPY klopt klopt
# Hashes bind in a list of requirements only, so the versions are given as constraints and stripped of them.
RUN sed -E '/^ +--hash/d; s/ \\$//' requirements-dev.txt > constraints.txt \
    && /opt/klopt/bin/pip install --no-cache-dir --constraint constraints.txt '.[parquet,plot]'

FROM python:3.13-slim
RUN useradd --create-home --uid 1000 klopt && mkdir /corpus && chown klopt /corpus
COPY --from=build /opt/klopt /opt/klopt
ENV PATH=/opt/klopt/bin:$PATH PYTHONUNBUFFERED=1
USER 1000
WORKDIR /corpus
VOLUME /corpus
EXPOSE 8001
ENTRYPOINT ["klopt"]
CMD ["--help"]
