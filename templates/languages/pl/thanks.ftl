thanks-title = Dzięki Twojemu głosowi
