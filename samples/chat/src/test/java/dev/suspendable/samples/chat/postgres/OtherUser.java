package dev.suspendable.samples.chat.postgres;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How to run a program that refuses to run as root, which PostgreSQL does, also when root runs the
 * tests, as in many containers.
 */
final class OtherUser {
  private static final List<List<String>> WAYS =
      List.of(
          List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups", "--"),
          List.of("runuser", "-u", "nobody", "--"),
          List.of("unshare", "--user", "--")); // in a name space in which root is no one

  private OtherUser() {}

  static boolean isRoot() throws IOException {
    return "0".equals(id(List.of()));
  }

  /** What to put before a command; nothing for a user who is not root. */
  static List<String> prefix() throws IOException {
    if (!isRoot()) {
      return List.of();
    }
    for (List<String> way : WAYS) {
      String id = id(way);
      if (id != null && !id.equals("0")) {
        return way;
      }
    }
    throw new IOException(
        "PostgreSQL does not run as root, and none of setpriv, runuser and unshare works here. "
            + Binaries.ADVICE);
  }

  /** The number of the user as whom a command runs, or null if that does not work. */
  private static String id(List<String> prefix) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("id", "-u"));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException notThere) {
      return null;
    }
    try {
      String output = new String(process.getInputStream().readAllBytes()).strip();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? output : null;
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }
}
