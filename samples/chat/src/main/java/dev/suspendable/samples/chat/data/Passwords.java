package dev.suspendable.samples.chat.data;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Salted hashes of passwords, by PBKDF2 (RFC 8018), as text with all that a check needs. */
final class Passwords {
  private static final int BITS = 256;

  private final SecureRandom random = new SecureRandom();
  private final int rounds;

  /** So that the check of an unknown user takes as long as that of a known one. */
  private final String ofUnknownUser;

  Passwords(int rounds) {
    this.rounds = rounds;
    this.ofUnknownUser = text(rounds, new byte[16], new byte[BITS / 8]);
  }

  String hash(String password) {
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    return text(rounds, salt, derive(password, salt, rounds));
  }

  /**
   * @param hash what {@link #hash} made, or null for an unknown user
   */
  boolean matches(String password, String hash) {
    String[] parts = (hash == null ? ofUnknownUser : hash).split("\\$");
    byte[] salt = Base64.getDecoder().decode(parts[2]);
    byte[] expected = Base64.getDecoder().decode(parts[3]);
    byte[] actual = derive(password, salt, Integer.parseInt(parts[1]));
    return MessageDigest.isEqual(actual, expected) && hash != null;
  }

  private static byte[] derive(String password, byte[] salt, int rounds) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has this algorithm", e);
    } finally {
      spec.clearPassword();
    }
  }

  private static String text(int rounds, byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "pbkdf2-sha256$"
        + rounds
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }
}
