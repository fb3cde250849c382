front-welcome = Witamy
front-title = Widzisz coś? Powiedz.
front-lede = To zajmie minutę. Nie potrzebujesz konta ani nazwiska.
front-tell = Opowiedz nam
front-tell-say = Co się stało albo prawie się stało.
front-see = Zobacz, co z tego wynikło
front-see-say = Otwórz swoje zgłoszenie pokwitowaniem.
front-thanks-say = Podziękowania i to, co się zmieniło.
