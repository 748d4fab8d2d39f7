"""The printed documents: each module makes the view of one and declares it as `DOCUMENT`."""
