package dev.suspendable.processor;

import dev.suspendable.processor.analyze.Liveness;
import dev.suspendable.processor.find.DirectForms;
import dev.suspendable.processor.model.Forms;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.structure.Structurer;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the forms of a coroutine in addition to its state machine. A coroutine that others call
 * directly has a direct form. A coroutine that calls others directly has one too, for the time
 * before it first suspends: its loops are then native loops. The section "Forms" of DESIGN.md has
 * the whole decision as a table.
 */
final class ChooseForms {
  /** A coroutine with a larger estimate, in bytes, has no direct form. */
  private static final int LARGEST_DIRECT_FORM = 5_000;

  /** The cost, in bytes, of passing a variable to the method that leaves the direct form. */
  private static final int ARGUMENT = 4;

  private final AwaitedNames awaitedNames;
  private final boolean alwaysDirect;
  private final boolean links;

  /**
   * A choice for all coroutines of a compilation.
   *
   * @param alwaysDirect whether every coroutine gets a direct form if it can have one
   * @param links whether coroutines call those of other files directly
   */
  ChooseForms(AwaitedNames awaitedNames, boolean alwaysDirect, boolean links) {
    this.awaitedNames = awaitedNames;
    this.alwaysDirect = alwaysDirect;
    this.links = links;
  }

  /** The forms of a coroutine, when its callers are known. */
  Forms of(SuspendableMethod coroutine, DirectForms directForms, DirectCalls calls) {
    ExecutableElement method = coroutine.declaration().method();
    DirectForms.DirectForm form = directForms.of(method);
    boolean hasEntry = hasEntry(method, form);
    boolean isCalled = calls.isCalled(method);
    boolean pays = alwaysDirect || hasEntry || isCalled || !coroutine.callees().isEmpty();
    TypeMirror direct =
        form != null && pays && !coroutine.hasUndeclarableParameter() ? form.result() : null;
    return new Forms(direct, isCalled, hasEntry);
  }

  /** Whether a direct form is too large for HotSpot, or keeps more than a method can take. */
  static boolean isTooLarge(Structurer.Body body, Liveness liveness) {
    return liveness.size(body.blocks(), ARGUMENT) > LARGEST_DIRECT_FORM
        || liveness.mostKept() > JvmTypes.MOST_ARGUMENTS;
  }

  /** Whether coroutines of other files need an entry to the direct form. */
  private boolean hasEntry(
      @Nullable ExecutableElement method, DirectForms.@Nullable DirectForm form) {
    return links
        && method != null
        && form != null
        && form.isCallable()
        && !method.getModifiers().contains(Modifier.PRIVATE)
        && (alwaysDirect || awaitedNames.isAwaitedElsewhere(method));
  }
}
