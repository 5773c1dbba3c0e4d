package dev.suspendable.processor.emit;

import com.palantir.javapoet.ClassName;
import dev.suspendable.processor.model.Abi;

/** The classes of the {@linkplain Abi binary interface}, for use in generated source. */
final class AbiTypes {
  static final ClassName PROMISE = ClassName.bestGuess(Abi.PROMISE);
  static final ClassName AWAITER = ClassName.bestGuess(Abi.AWAITER);
  static final ClassName FRAME_POOL = ClassName.bestGuess(Abi.FRAME_POOL);
  static final ClassName SUSPEND_NEVER = ClassName.bestGuess(Abi.SUSPEND_NEVER);
  static final ClassName RUN = ClassName.bestGuess(Abi.RUN);
  static final ClassName DIRECT_LINK = ClassName.bestGuess(Abi.DIRECT_LINK);

  private AbiTypes() {}
}
