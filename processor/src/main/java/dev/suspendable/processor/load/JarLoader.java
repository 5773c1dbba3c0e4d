package dev.suspendable.processor.load;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureClassLoader;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of a jar from memory. The file is not kept open: a build may replace it, which
 * Windows refuses otherwise, and another JVM would read nonsense.
 */
final class JarLoader extends SecureClassLoader {
  private static final String CLASS = ".class";

  static {
    registerAsParallelCapable();
  }

  /** Where the processor's own files are. */
  private static final String FILES = "dev/suspendable/processor/";

  private final Map<String, byte[]> classes;
  private final Map<String, byte[]> files;

  private JarLoader(Map<String, byte[]> classes, Map<String, byte[]> files, ClassLoader parent) {
    super("suspendable-processor", parent);
    this.classes = classes;
    this.files = files;
  }

  /** Whether the jar says that it contains all that its classes need. */
  static boolean isComplete(byte[] jar) throws IOException {
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar), false)) {
      Manifest manifest = in.getManifest();
      return manifest != null && manifest.getMainAttributes().getValue(Engines.COMPLETE) != null;
    }
  }

  static JarLoader of(byte[] jar, ClassLoader parent) throws IOException {
    Map<String, byte[]> classes = new HashMap<>();
    Map<String, byte[]> files = new HashMap<>();
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar), false)) {
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        String path = entry.getName();
        if (path.endsWith(CLASS)) {
          String name = path.substring(0, path.length() - CLASS.length()).replace('/', '.');
          classes.put(name, in.readAllBytes());
        } else if (path.startsWith(FILES) && !entry.isDirectory()) {
          files.put(path, in.readAllBytes());
        }
      }
    }
    return new JarLoader(classes, files, parent);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] file = files.get(name);
    return file == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(file);
  }

  /** Own classes first: javac may run with a processor on its own class path. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!classes.containsKey(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
