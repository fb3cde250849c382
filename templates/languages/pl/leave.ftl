leave-page = Opuść tę stronę
leave-keys = Albo naciśnij trzy razy Escape.
leave-history = Przeglądarka nadal pamięta tę wizytę.
