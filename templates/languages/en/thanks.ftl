thanks-title = Because you spoke up
