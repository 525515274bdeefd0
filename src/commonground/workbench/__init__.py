"""The workbench: the same work in a browser, a face over the library with no analysis and no file format of its own.

settings.py    what the server was started with
app.py         the table of addresses, and the application made of it
security/      who may ask, from where, how much; one idea a file
cases.py       the cases at hand, read again when they changed on disk
answers.py     the answers about one case, each asked for when a page first needs it
pages/         one file a page: a request in, words and data out
templates/     how they look; every page can be read without a script
"""
