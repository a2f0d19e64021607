"""Files that people bring: told apart by their bytes, kept once under their hash, shown without harm.

``keep_file`` (actions) takes one in; ``examine`` looks at one without taking it; ``file_response`` and
``preview_response`` (answers) give it out. Who may read a file is decided by the thing that it hangs on.
"""
