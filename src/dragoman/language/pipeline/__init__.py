"""Read with a spaCy pipeline that the user names: its tags, its trees and its names in place of our own."""
