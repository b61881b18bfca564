"""What a reader sees first: home, region pages, news, navigation, statements."""
