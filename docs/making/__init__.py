"""The generated parts of the documents, a module for each page; `docs/make.py` puts them in their places."""
