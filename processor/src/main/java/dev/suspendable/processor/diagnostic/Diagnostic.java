package dev.suspendable.processor.diagnostic;

import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic.Kind;

/**
 * The catalogue of diagnostics. The id is stable and printed in brackets at the end of the message;
 * the text says what is wrong, the advice what to do.
 */
public enum Diagnostic {
  // Where a suspension may stand.
  OUTSIDE_COROUTINE(
      "%s suspends, but %s is not @Suspendable", "annotate the method @Suspendable%s"),
  IN_LAMBDA(
      "%s suspends, but stands in a lambda that is not itself a coroutine",
      "annotate the method of its interface @Suspendable and let it return a coroutine type, call a"
          + " @Suspendable method from the lambda, or move the suspension out of it"),
  IN_CLASS_BODY(
      "%s suspends, but stands in a method of a class declared in the coroutine's body",
      "move the class out of the method and annotate its method @Suspendable"),
  IN_CONSTRUCTOR(
      "%s suspends, but a constructor or initialiser cannot be suspended",
      "use a static @Suspendable factory method that returns a Task"),
  IN_SYNCHRONIZED(
      "a monitor cannot be held across a suspension", "leave the synchronized block before %s"),
  OPERATOR_REFERENCE(
      "a reference to %s cannot suspend",
      "call %s in a @Suspendable method, or in a lambda whose interface's method is"
          + " @Suspendable"),
  // Declarations.
  NOT_A_COROUTINE_TYPE(
      "%s is not a coroutine type",
      "return Task, Generator or CompletableFuture, or name a promise:"
          + " @Suspendable(promise = …) or @CoroutineType on the type"),
  NO_BODY("a %s method cannot be @Suspendable", "annotate a Java method that calls it"),
  SYNCHRONIZED_METHOD(
      "a @Suspendable method cannot be synchronized: a monitor cannot be held across a suspension",
      "put what needs the monitor into synchronized blocks that do not suspend"),
  PROMISE_NOT_A_PROMISE(
      "promise %s does not extend dev.suspendable.coroutine.Promise", "let it extend Promise"),
  PROMISE_NOT_EXTENSIBLE(
      "promise %s cannot be extended here: it is %s",
      "make it an abstract class that is visible where the coroutine is"),
  PROMISE_TYPE_ARGUMENTS(
      "promise %s takes %s type parameters, but coroutine type %s has %s type arguments",
      "give the promise as many type parameters as the coroutine type, or none"),
  PROMISE_HOOK_MISSING("promise %s has no accessible %s", "declare it protected or public"),
  PROMISE_RETURN_OBJECT(
      "promise %s makes %s, but the coroutine returns %s",
      "let getReturnObject() return the coroutine type"),
  // Uses of promises and operators.
  OPERATOR_NOT_ACCEPTED("%s does not accept %s", "%s"),
  EARLY_RETURN(
      "%s may end the coroutine with its %s, which a coroutine of type %s cannot return",
      "let the method return the %s or a Task of it, or take the value without an await"),
  WRONG_VALUE(
      "%s in a coroutine of type %s takes %s, but this is %s",
      "give it such a value, or let the method return another type"),
  AMBIGUOUS_VALUE(
      "the promise has several hooks %s for %s, and none is more specific than the others",
      "cast it to the type of one's parameter"),
  COMPANION_MISSING(
      "suspension operator %s has no companion %s with the same parameters",
      "declare it beside the operator; it makes the awaiter"),
  RETURN_NOT_ACCEPTED("promise %s cannot complete from %s", "%s"),
  INFERRED_VALUE(
      "a try around this return keeps its value, whose type javac infers, so that it might reach"
          + " another overload of hook %s than by itself",
      "assign it to a local variable first, and return that"),
  // Likely mistakes.
  DISCARDED_TASK(
      "%s is never used, and what %s returns does nothing by itself",
      "await it, return it or pass it on"),
  BLOCKING(
      "%s blocks the thread that runs the coroutine, and so whatever else that thread would run",
      "%s"),
  LOCK_HELD(
      "%s may suspend while lock %s is held, which belongs to the thread and not to the coroutine",
      "unlock it before"),
  UNCLOSED(
      "nothing closes this %s, and %s",
      "declare its variable in a try statement, try (var … = …), which closes it on every way out"),
  FOREIGN_ANNOTATION("@%s %s", "%s"),
  // Constructs that a body may not contain yet.
  NOT_SUPPORTED("%s with a suspension is not supported yet", "%s"),
  REWRITTEN(
      "another annotation processor has rewritten this, and Suspendable cannot tell into what (%s)",
      "move what it is about to a method that does not suspend"),
  // The compiler and we.
  UNKNOWN_OPTION("there is no option %s", "the options are %s"),
  NOT_JAVAC(
      "Suspendable needs javac: this compiler does not show its trees (%s)",
      "compile with the JDK's javac, for instance through Maven's default compiler"),
  ECLIPSE_UNKNOWN(
      "coroutines cannot be bound in this version of Eclipse: %s",
      "let Maven, Gradle or plain javac compile them, and please report this with the version of"
          + " Eclipse"),
  ECLIPSE_NO_JAVAC(
      "there is no javac of Java %s or newer for this project: %s",
      "let the build path of the project have a JDK of that version (Installed JREs in the"
          + " preferences; java.configuration.runtimes in VS Code)"),
  ECLIPSE_RECREATES(
      "Eclipse is set to build the project again whenever anyone else changes a class file, so that"
          + " nothing can be bound after the build",
      "switch off \"Rebuild class files modified by others\" under Java | Compiler | Building"),
  CLASS_FILE_WITHHELD(
      "IntelliJ IDEA's builder takes the class file of this method away before anything can be"
          + " bound to the method: %s",
      "let Maven, Gradle or plain javac compile it: delegate IDE build/run actions to Maven or"
          + " Gradle"),
  PROCESSORS_ONLY(
      "IntelliJ IDEA runs annotation processors in a step of their own, without the class file of"
          + " this method, so that nothing can be bound to the method",
      "switch off \"Run processors in a separate step before compiling java (-proc:only mode)\" in"
          + " the settings, under Build, Execution, Deployment | Compiler | Annotation Processors"),
  CLASS_FILE_HIDDEN(
      "the file manager of this compilation does not give back the class file of this method, so"
          + " that nothing can be bound to the method",
      "compile into a folder (-d) with javac's own file manager, or let getFileForOutput return the"
          + " class files that have been written"),
  SOURCE_NOT_WRITTEN(
      "the generated source of this method cannot be written: %s",
      "make room for it, or choose another folder, or none, with -Asuspendable.sources"),
  DRAWING_NOT_WRITTEN(
      "the diagram of this method, or its part of the page, cannot be written: %s",
      "choose a folder for all that is generated for people to read, with -Asuspendable.sources"),
  DUMP_NOT_WRITTEN(
      "what the passes made of this method cannot be written: %s",
      "make room for it under -Asuspendable.dump"),
  INTERNAL(
      "Suspendable cannot read this method",
      "this is a bug of Suspendable, please report it with the method's source and this: %s"),
  INTERNAL_FRAME(
      "Suspendable generates code for this method that does not compile",
      "this is a bug of Suspendable, please report it with the method's source and this: %s"),
  INTERNAL_BIND(
      "Suspendable cannot bind the generated code to this method",
      "this is a bug of Suspendable, please report it with the method's source and this: %s"),
  UNBOUND(
      "this @Suspendable method has not been compiled by the Suspendable annotation processor",
      "add dev.suspendable:suspendable-processor to annotationProcessorPaths (Maven),"
          + " annotationProcessor (Gradle) or -processorpath (javac), and do not turn annotation"
          + " processing off (-proc:none)"),
  LAMBDA_NOT_FOUND(
      "javac's class file does not tell what has become of this lambda, which suspends",
      "give it a line of its own, and compile with debug information (-g)"),
  TOO_MANY_PARAMETERS(
      "this method has more parameters than its frame can take: the JVM allows 255 slots, and long and"
          + " double take two, the instance one, and each variable that a local class captures and"
          + " the method names one or two",
      "pass some of them in one object"),
  METHOD_BEYOND_LIMITS(
      "the state machine of this method is larger than a class file allows",
      "move long statements out of the method"),
  METHOD_TOO_LARGE(
      "the state machine of this method has %s bytes of byte code in one piece, and HotSpot leaves"
          + " methods over 8000 to the interpreter",
      "move long statements out of the method");

  private final String text;
  private final String advice;

  Diagnostic(String text, String advice) {
    this.text = text;
    this.advice = advice;
  }

  /** Whether it fails the build. What is written for people to read only is not worth that. */
  public Kind kind() {
    return switch (this) {
      case SOURCE_NOT_WRITTEN, DRAWING_NOT_WRITTEN -> Kind.NOTE;
      case DISCARDED_TASK, BLOCKING, LOCK_HELD, UNCLOSED, FOREIGN_ANNOTATION, METHOD_TOO_LARGE ->
          Kind.WARNING;
      default -> Kind.ERROR;
    };
  }

  /** The stable id, such as {@code suspendable:in-lambda}. */
  public String id() {
    return "suspendable:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The whole message; {@code arguments} fill the text and then the advice. Types and elements are
   * named as a person would: without their packages.
   */
  public String message(Object... arguments) {
    Object[] names = Stream.of(arguments).map(Wording::of).toArray();
    return String.format(Locale.ROOT, text + "; " + advice + " [" + id() + "]", names);
  }
}
