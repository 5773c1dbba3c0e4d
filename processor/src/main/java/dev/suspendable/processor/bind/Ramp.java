package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.HostBody;
import org.objectweb.asm.Type;

/**
 * A method of the host's class file whose body is to be a call of a frame's ramp: the coroutine
 * itself, or the one that javac has made of a lambda.
 */
record Ramp(FrameSource frame, HostBody.OfMethod method) {

  /** Name and descriptor. */
  String key() {
    return method.name() + method.descriptor();
  }

  /**
   * The slot of the first argument that the ramp takes: javac gives a lambda in an interface's or
   * class's instance method a receiver whenever the class needs one, the frame only if its code
   * does.
   */
  int firstSlot() {
    return hasReceiver() && !takesReceiver() ? 1 : 0;
  }

  private boolean hasReceiver() {
    return !method.isStatic();
  }

  private boolean takesReceiver() {
    return Type.getArgumentTypes(frame.rampDescriptor()).length
        > Type.getArgumentTypes(method.descriptor()).length;
  }

  /** How many slots the method's arguments take, its receiver's included. */
  int argumentsSize() {
    // ASM packs the size of the result into the lowest two bits, and counts a receiver always.
    return (Type.getArgumentsAndReturnSizes(method.descriptor()) >> 2) - (hasReceiver() ? 0 : 1);
  }
}
