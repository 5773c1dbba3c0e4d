package org.jetbrains.jps.javac;

/** Takes each file as soon as javac, or a processor, has closed it. */
public interface OutputFileConsumer {
  void save(OutputFileObject file);
}
