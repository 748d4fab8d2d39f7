"""What each command makes: one function per command, from the content to the files in their place.

A job loads and checks content, plans, and asks the lower rooms for pieces; `generator.publish` puts them in place. The
workers that make the pieces are an argument.
"""
