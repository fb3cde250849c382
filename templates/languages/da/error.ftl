error-reference = Oplys dette nummer, hvis du beder om hjælp: { $slot }
