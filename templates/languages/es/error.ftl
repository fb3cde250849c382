error-reference = Si pides ayuda, di este número: { $slot }
