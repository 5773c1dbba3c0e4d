package dev.suspendable.processor;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.analyze.Liveness;
import dev.suspendable.processor.analyze.Partition;
import dev.suspendable.processor.check.Problem;
import dev.suspendable.processor.check.Signature;
import dev.suspendable.processor.emit.PushForm;
import dev.suspendable.processor.find.LambdaDeclaration;
import dev.suspendable.processor.lower.Lowered;
import dev.suspendable.processor.lower.Lowering;
import dev.suspendable.processor.lower.OrderLoops;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.Origin.Trouble;
import dev.suspendable.processor.structure.Structurer;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The implementations of the passes. Each takes products from its unit and stores the products that
 * it makes.
 */
final class PassActions {
  private PassActions() {}

  static void findCoroutines(ClassUnit unit) {
    unit.set(Product.FOUND, unit.tools().placement().check(unit.path()));
  }

  static void checkDeclaration(CoroutineUnit unit) throws Problem {
    Tools tools = unit.tools();
    LambdaDeclaration lambda = unit.lambda();
    unit.set(
        Product.TYPE,
        lambda == null
            ? tools.declarations().check(tools.elementOf(unit.path())).orElse(null)
            : tools.declarations().checkLambda(signature(lambda)));
  }

  private static Signature signature(LambdaDeclaration lambda) {
    return new Signature(
        lambda.function().method(),
        lambda.place().host(),
        lambda.result(),
        List.copyOf(lambda.function().type().getParameterTypes()),
        null);
  }

  static void read(CoroutineUnit unit) {
    Tools tools = unit.tools();
    ClassUnit around = unit.around();
    LambdaDeclaration lambda = unit.lambda();
    unit.set(
        Product.METHOD,
        lambda == null
            ? tools
                .reader()
                .read(unit.path(), tools.elementOf(unit.path()), unit.type(), around.facts())
            : tools.reader().read(lambda, unit.type(), around.facts()));
  }

  static void lower(CoroutineUnit unit) {
    Tools tools = unit.tools();
    Lowered lowered = Lowering.lower(unit.method(), tools.javac().types(), tools.typeNames());
    unit.set(Product.LOWERED, lowered);
    unit.set(Product.GRAPH, lowered.graph());
  }

  static void orderLoops(CoroutineUnit unit) {
    if (!unit.tools().isSingle()) {
      unit.set(Product.GRAPH, OrderLoops.in(unit.lowered()));
    }
  }

  static void findRecursion(ClassUnit unit) {
    DirectCalls calls =
        new DirectCalls(unit.coroutines().stream().map(CoroutineUnit::method).toList());
    unit.coroutines().forEach(each -> each.set(Product.METHOD, calls.withRecursion(each.method())));
    unit.set(Product.CALLS, calls);
  }

  static void chooseForms(CoroutineUnit unit) {
    ClassUnit around = unit.around();
    unit.set(
        Product.FORMS,
        unit.tools().forms().of(unit.method(), around.facts().directForms(), around.calls()));
  }

  static void findLiveness(CoroutineUnit unit) {
    unit.set(Product.LIVENESS, Liveness.of(unit.method(), unit.graph()));
  }

  /**
   * Nests the direct form. If the body cannot be nested or is too large, there is no direct form.
   */
  static void nestDirectForm(CoroutineUnit unit) {
    Structurer.Body body =
        unit.forms().direct() == null
            ? null
            : Structurer.structure(unit.graph(), Suspension::always).orElse(null);
    if (body != null && ChooseForms.isTooLarge(body, unit.liveness())) {
      body = null;
    }
    unit.set(Product.DIRECT_BODY, body);
    if (body == null) {
      unit.set(Product.FORMS, unit.forms().withoutDirectBody());
    }
  }

  static void nestPushForm(CoroutineUnit unit) {
    Structurer.@Nullable Body body =
        unit.tools().isSingle()
            ? null
            : PushForm.of(unit.method(), unit.graph(), unit.liveness()).orElse(null);
    unit.set(Product.PUSH_BODY, body);
  }

  static void partition(CoroutineUnit unit) {
    unit.set(
        Product.PARTITION,
        Partition.of(
            unit.method(),
            unit.graph(),
            unit.liveness(),
            unit.directBody() != null,
            unit.tools().largestPart()));
  }

  static void layOut(CoroutineUnit unit) {
    unit.set(
        Product.LAYOUT,
        FrameLayout.of(
            unit.method(),
            unit.liveness(),
            unit.partition(),
            unit.directBody() != null,
            unit.tools().javac().types()));
  }

  static void emit(CoroutineUnit unit) {
    unit.set(
        Product.FRAME,
        unit.tools()
            .emitter()
            .emit(
                unit.method(),
                unit.graph(),
                unit.layout(),
                unit.forms(),
                unit.directBody(),
                unit.pushBody()));
  }

  /**
   * Gives the frames their final names, in a fixed order: javac's depends on the order of the files
   * on its command line.
   */
  static void settle(BindingUnit unit) {
    List<FrameSource> sorted =
        unit.found().stream()
            .sorted(Comparator.comparing(frame -> frame.name().binaryName()))
            .toList();
    unit.set(Product.SETTLED, new BindingUnit.Settled(unit.nested().settle(sorted)));
  }

  static void writeSources(BindingUnit unit) {
    for (FrameSource frame : unit.settled()) {
      try {
        unit.output().writeFrameSource(frame.name(), frame.text().source());
      } catch (IOException e) {
        frame.origin().report(Trouble.SOURCE_NOT_WRITTEN, e.toString());
      }
    }
  }

  static void compile(BindingUnit unit) {
    List<FrameSource> frames = unit.settled();
    unit.set(
        Product.CLASS_FILES,
        new BindingUnit.ClassFiles(frames.isEmpty() ? Map.of() : unit.nested().compile(frames)));
  }

  static void bind(BindingUnit unit) {
    unit.binder().bind(unit.settled(), unit.classFiles(), unit.topLevel());
  }
}
