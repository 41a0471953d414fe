"""Files that hold many articles: tables, exports of newspaper databases, web archives. Each module splits one kind."""
