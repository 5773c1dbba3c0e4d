package dev.suspendable.processor.bind;

import org.objectweb.asm.ClassVisitor;

/** A method that the binder adds to a class of the host's nest, for frames. */
sealed interface AddedMethod permits Accessor, DirectEntry, Factory, MovedMethod {
  /** Internal name of the class that gets the method. */
  String host();

  String name();

  String descriptor();

  /** Adds the method to its class. */
  void write(ClassVisitor host);
}
