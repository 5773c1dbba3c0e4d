package dev.suspendable.processor;

import com.sun.source.util.TreePath;
import dev.suspendable.processor.Options.Option;
import dev.suspendable.processor.check.DeclarationCheck;
import dev.suspendable.processor.emit.FrameEmitter;
import dev.suspendable.processor.find.DirectForms;
import dev.suspendable.processor.find.LambdaFinder;
import dev.suspendable.processor.find.Operators;
import dev.suspendable.processor.find.PlacementCheck;
import dev.suspendable.processor.lower.Lowering;
import dev.suspendable.processor.read.MethodReader;
import dev.suspendable.processor.source.Javac;
import dev.suspendable.processor.warn.DiscardedTasks;
import dev.suspendable.processor.warn.Warnings;
import java.util.Optional;
import java.util.function.Predicate;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The services that the passes share in a compilation. */
final class Tools {
  /**
   * The largest part, in estimated bytes: less than the 8,000 that HotSpot compiles, because the
   * estimate may be somewhat low.
   */
  private static final int LARGEST_PART = 7_000;

  private final Javac javac;
  private final Operators operators;
  private final PlacementCheck placement;
  private final DeclarationCheck declarations;
  private final MethodReader reader;
  private final LambdaFinder lambdas;
  private final FrameEmitter emitter;
  private final ChooseForms forms;
  private final Lowering.TypeNames typeNames;
  private final boolean isSingle;
  private final boolean neverDirect;
  private final boolean links;
  private final int largestPart;

  Tools(
      ProcessingEnvironment environment,
      Options options,
      AwaitedNames awaitedNames,
      Predicate<PackageElement> mayBindPromises) {
    this.javac = Javac.of(environment);
    Types types = javac.types();
    Elements elements = javac.elements();
    this.operators = new Operators(types);
    this.isSingle = options.has(Option.LINES, "single");
    this.neverDirect = isSingle || options.has(Option.DIRECT, "none");
    this.links = !neverDirect && !options.has(Option.DIRECT, "file");
    this.largestPart = options.number(Option.SPLIT, LARGEST_PART);
    Warnings warnings = new Warnings(javac.trees(), options.warnings());
    this.placement =
        new PlacementCheck(javac, operators, () -> new DiscardedTasks(javac, warnings));
    this.declarations = new DeclarationCheck(types, elements, mayBindPromises);
    this.reader = new MethodReader(environment, operators, warnings);
    this.lambdas = new LambdaFinder(javac);
    this.emitter = new FrameEmitter(types, elements, isSingle);
    this.forms = new ChooseForms(awaitedNames, options.has(Option.DIRECT, "always"), links);
    this.typeNames = new StandardTypes(elements);
  }

  private record StandardTypes(Elements elements) implements Lowering.TypeNames {
    @Override
    public TypeMirror throwable() {
      return elements.getTypeElement("java.lang.Throwable").asType();
    }
  }

  Javac javac() {
    return javac;
  }

  PlacementCheck placement() {
    return placement;
  }

  DeclarationCheck declarations() {
    return declarations;
  }

  MethodReader reader() {
    return reader;
  }

  LambdaFinder lambdas() {
    return lambdas;
  }

  Lowering.TypeNames typeNames() {
    return typeNames;
  }

  ChooseForms forms() {
    return forms;
  }

  FrameEmitter emitter() {
    return emitter;
  }

  /** The direct forms of a class, initially empty. */
  DirectForms directForms() {
    return new DirectForms(
        javac, operators, method -> links ? declarations.find(method) : Optional.empty());
  }

  ExecutableElement elementOf(TreePath method) {
    return (ExecutableElement) javac.trees().getElement(method);
  }

  /** Whether a coroutine has one form only, in the order of the source. */
  boolean isSingle() {
    return isSingle;
  }

  /** Whether no coroutine has a direct form. */
  boolean neverDirect() {
    return neverDirect;
  }

  /** The maximum size of a part of a state machine, in bytes of byte code. */
  int largestPart() {
    return largestPart;
  }
}
