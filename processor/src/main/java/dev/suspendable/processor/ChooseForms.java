package dev.suspendable.processor;

import dev.suspendable.processor.model.Forms;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.read.DirectForms;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Which forms a coroutine gets beside its state machine. Those that others call directly have a
 * direct form. Those that call directly have one too, for the time before they first suspend: then
 * their loops are loops.
 */
final class ChooseForms {
  private final AwaitedNames awaitedNames;
  private final boolean alwaysDirect;
  private final boolean links;

  /**
   * A choice for all coroutines of a compilation.
   *
   * @param alwaysDirect whether each gets a direct form that can have one
   * @param links whether coroutines call those of other files directly
   */
  ChooseForms(AwaitedNames awaitedNames, boolean alwaysDirect, boolean links) {
    this.awaitedNames = awaitedNames;
    this.alwaysDirect = alwaysDirect;
    this.links = links;
  }

  /** The forms of one, when it is known who calls it. */
  Forms of(SuspendableMethod coroutine, DirectForms directForms, DirectCalls calls) {
    ExecutableElement method = coroutine.declaration().method();
    DirectForms.DirectForm form = directForms.of(method);
    boolean hasEntry = hasEntry(method, form);
    boolean isCalled = calls.isCalled(method);
    boolean pays = alwaysDirect || hasEntry || isCalled || !coroutine.directCallees().isEmpty();
    TypeMirror direct =
        form != null && pays && !coroutine.hasUndeclarableParameter() ? form.result() : null;
    return new Forms(direct, isCalled, hasEntry);
  }

  /** Whether coroutines of other files are to find a way into the direct form. */
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
