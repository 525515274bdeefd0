"""The next meeting: what it could close, ask and not reach, and which answers would matter."""
