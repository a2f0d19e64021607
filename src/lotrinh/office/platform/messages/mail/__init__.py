"""Mail: collecting, writing, handing over to the mail server, each mail at most once by itself."""
