package dev.suspendable.processor.compilation;

import java.util.Map;

/** Loads classes from class files in memory, those of the tests by its parent. */
public final class MemoryLoader extends ClassLoader {
  private final Map<String, byte[]> classes;

  /**
   * @param classes class files by path, such as {@code app/Host.class}
   */
  public MemoryLoader(Map<String, byte[]> classes) {
    super(MemoryLoader.class.getClassLoader());
    this.classes = classes;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name.replace('.', '/') + ".class");
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
