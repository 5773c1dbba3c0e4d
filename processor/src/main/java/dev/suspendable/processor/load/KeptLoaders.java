package dev.suspendable.processor.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * The class loaders that a JVM keeps, one for each content of the processor's jar.
 *
 * <p>They have to be found by classes that were loaded anew, which cannot be done by a static
 * field. Objects among the system properties would break programs that print or store these. So
 * each is the context class loader of a thread that does nothing else, and is found by its name.
 */
final class KeptLoaders {
  /** Two versions side by side, and one that has just been replaced. */
  private static final int MOST = 3;

  private static final String PREFIX = "suspendable-processor ";

  private KeptLoaders() {}

  /**
   * Returns the loader of a jar.
   *
   * @param jar the content of the jar
   * @param parent the parent, the same in each call
   * @return the loader; empty if the jar does not contain all that its classes need
   */
  static Optional<ClassLoader> of(byte[] jar, ClassLoader parent) throws IOException {
    String name = PREFIX + contentOf(jar);
    // Strings are the same for all class loaders.
    synchronized (name.intern()) {
      for (Thread keeper : keepers()) {
        if (keeper.getName().equals(name)) {
          return Optional.ofNullable(keeper.getContextClassLoader());
        }
      }
      if (!JarLoader.isComplete(jar)) {
        return Optional.empty();
      }
      ClassLoader loader = JarLoader.of(jar, parent);
      keep(name, loader);
      return Optional.of(loader);
    }
  }

  /** Not a digest: its code would be interpreted here, and take longer than the rest. */
  private static String contentOf(byte[] jar) {
    CRC32 crc = new CRC32();
    crc.update(jar);
    Adler32 adler = new Adler32();
    adler.update(jar);
    return Long.toHexString(crc.getValue())
        + Long.toHexString(adler.getValue())
        + Integer.toHexString(jar.length);
  }

  private static void keep(String name, ClassLoader loader) {
    List<Thread> old = keepers();
    old.sort(Comparator.comparingLong(Thread::getId));
    for (Thread each : old.subList(0, Math.max(0, old.size() - MOST + 1))) {
      each.interrupt(); // its classes are unloaded when no compilation uses them
    }
    Thread keeper = new Thread(root(), keeperOf(loader), name, 0, false);
    keeper.setDaemon(true);
    keeper.setContextClassLoader(loader);
    keeper.start();
  }

  private static Runnable keeperOf(ClassLoader loader) {
    try {
      return (Runnable)
          loader.loadClass(Keeper.class.getName()).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("The processor's jar is incomplete", e);
    }
  }

  /** Returns all keepers that have not been told to end. */
  private static List<Thread> keepers() {
    ThreadGroup root = root();
    Thread[] threads = new Thread[root.activeCount() + 64];
    int count = root.enumerate(threads);
    List<Thread> keepers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (threads[i].getName().startsWith(PREFIX) && !threads[i].isInterrupted()) {
        keepers.add(threads[i]);
      }
    }
    return keepers;
  }

  private static ThreadGroup root() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }
}
