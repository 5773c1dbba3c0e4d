package dev.suspendable.processor;

import static dev.suspendable.processor.Product.CALLS;
import static dev.suspendable.processor.Product.CLASS_FILES;
import static dev.suspendable.processor.Product.DIRECT_BODY;
import static dev.suspendable.processor.Product.FORMS;
import static dev.suspendable.processor.Product.FOUND;
import static dev.suspendable.processor.Product.FRAME;
import static dev.suspendable.processor.Product.GRAPH;
import static dev.suspendable.processor.Product.LAYOUT;
import static dev.suspendable.processor.Product.LIVENESS;
import static dev.suspendable.processor.Product.LOWERED;
import static dev.suspendable.processor.Product.METHOD;
import static dev.suspendable.processor.Product.PARTITION;
import static dev.suspendable.processor.Product.PUSH_BODY;
import static dev.suspendable.processor.Product.SETTLED;
import static dev.suspendable.processor.Product.TYPE;

import dev.suspendable.processor.lower.DivideBlocks;
import dev.suspendable.processor.lower.DropUnreachable;
import dev.suspendable.processor.lower.ForwardJumps;
import dev.suspendable.processor.lower.JoinBlocks;
import java.util.List;
import java.util.stream.Stream;

/**
 * All passes, in the order in which they run. The passes of one list run over each coroutine of a
 * class, or over the class, before those of the next list. {@link SuspendableCompiler} and {@link
 * Compilation} determine when a list runs, {@link PassActions} implements the passes.
 */
final class Passes {
  private Passes() {}

  /** Over a top-level class that javac has attributed. */
  static final List<Pass<ClassUnit>> FIND =
      List.of(
          Pass.<ClassUnit>named("find-coroutines")
              .makes(FOUND)
              .because("first, because it is all that a class without coroutines pays")
              .does(PassActions::findCoroutines));

  /** Over each coroutine: over all methods of a class first, over lambdas later. */
  static final List<Pass<CoroutineUnit>> CHECK =
      List.of(
          Pass.<CoroutineUnit>named("check-declaration")
              .needs(FOUND)
              .makes(TYPE)
              .because(
                  "after find-coroutines, and before any method of the class is read, because the"
                      + " reader asks which of the others have a direct form")
              .does(PassActions::checkDeclaration));

  /**
   * Over each coroutine, inner lambdas first, because the code around them passes their captures.
   */
  static final List<Pass<CoroutineUnit>> LOWER =
      List.of(
          Pass.<CoroutineUnit>named("read")
              .needs(TYPE)
              .makes(METHOD)
              .because(
                  "after check-declaration, because what a return or an await means depends on the"
                      + " promise; the last pass that sees javac's trees")
              .does(PassActions::read),
          Pass.<CoroutineUnit>named("lower")
              .needs(METHOD)
              .makes(LOWERED, GRAPH)
              .guarantees(Guarantee.WELL_FORMED, Guarantee.DEFINED)
              .because("after read, because it takes statements apart that read has left whole")
              .does(PassActions::lower),
          Pass.<CoroutineUnit>named("order-loops")
              .needs(LOWERED)
              .makes(GRAPH)
              .because(
                  "after lower and before blocks are dropped, because loops are known as ranges of"
                      + " the blocks that lower has made")
              .does(PassActions::orderLoops),
          Pass.<CoroutineUnit>named("forward-jumps")
              .needs(GRAPH)
              .makes(GRAPH)
              .guarantees(Guarantee.FORWARDED)
              .because(
                  "after order-loops and before drop-unreachable, because blocks that are jumped"
                      + " over become unreachable")
              .does(unit -> unit.set(GRAPH, ForwardJumps.in(unit.graph()))),
          Pass.<CoroutineUnit>named("drop-unreachable")
              .needs(GRAPH)
              .makes(GRAPH)
              .guarantees(Guarantee.REACHABLE)
              .because(
                  "after forward-jumps, and before join-blocks, because a jump from a block that is"
                      + " never reached would keep its target from being joined")
              .does(unit -> unit.set(GRAPH, DropUnreachable.in(unit.graph()))),
          Pass.<CoroutineUnit>named("join-blocks")
              .needs(GRAPH)
              .makes(GRAPH)
              .guarantees(Guarantee.JOINED)
              .because(
                  "after drop-unreachable, because it counts the jumps to each block, and before all"
                      + " analyses, because they take time for each block")
              .does(unit -> unit.set(GRAPH, JoinBlocks.in(unit.graph()))),
          Pass.<CoroutineUnit>named("divide-blocks")
              .needs(GRAPH)
              .makes(GRAPH)
              .ends(Guarantee.JOINED)
              .because("after join-blocks, because that would join again what this divides")
              .does(unit -> unit.set(GRAPH, DivideBlocks.in(unit.graph()))));

  /** Over a top-level class whose coroutines are lowered. */
  static final List<Pass<ClassUnit>> RELATE =
      List.of(
          Pass.<ClassUnit>named("find-recursion")
              .needs(METHOD)
              .makes(METHOD, CALLS)
              .because(
                  "after read of all coroutines of the class, because only then it is known which"
                      + " call which, and before any choice of forms, which depends on that")
              .does(PassActions::findRecursion));

  /** Over each coroutine, once all coroutines of its class are lowered. */
  static final List<Pass<CoroutineUnit>> EMIT =
      List.of(
          Pass.<CoroutineUnit>named("choose-forms")
              .needs(METHOD, CALLS)
              .makes(FORMS)
              .because("after find-recursion, because a form pays only if it is called")
              .does(PassActions::chooseForms),
          Pass.<CoroutineUnit>named("find-liveness")
              .needs(METHOD, GRAPH)
              .makes(LIVENESS)
              .because(
                  "after the last pass that changes the graph, and before the forms are nested,"
                      + " because their size depends on what they hand over where they suspend")
              .does(PassActions::findLiveness),
          Pass.<CoroutineUnit>named("nest-direct-form")
              .needs(GRAPH, FORMS, LIVENESS)
              .makes(DIRECT_BODY, FORMS)
              .guarantees(Guarantee.DIRECT_NESTED)
              .because(
                  "after choose-forms and find-liveness, and before partition, because a state"
                      + " machine beside a direct form has only what a resumption can reach")
              .does(PassActions::nestDirectForm),
          Pass.<CoroutineUnit>named("nest-push-form")
              .needs(METHOD, GRAPH, LIVENESS)
              .makes(PUSH_BODY)
              .guarantees(Guarantee.PUSH_NESTED)
              .because("after find-liveness, because a large body has no push form")
              .does(PassActions::nestPushForm),
          Pass.<CoroutineUnit>named("partition")
              .needs(METHOD, GRAPH, LIVENESS, DIRECT_BODY)
              .makes(PARTITION)
              .guarantees(Guarantee.PARTITIONED)
              .because(
                  "after nest-direct-form, for the reason given there, and before lay-out, because"
                      + " what is live from part to part needs a field")
              .does(PassActions::partition),
          Pass.<CoroutineUnit>named("lay-out")
              .needs(METHOD, LIVENESS, PARTITION, DIRECT_BODY)
              .makes(LAYOUT)
              .guarantees(Guarantee.LAID_OUT)
              .because("after partition, for the reason given there")
              .does(PassActions::layOut),
          Pass.<CoroutineUnit>named("emit")
              .needs(METHOD, GRAPH, FORMS, DIRECT_BODY, PUSH_BODY, LAYOUT)
              .makes(FRAME)
              .because("after everything else, because it writes all forms into one class")
              .does(PassActions::emit));

  /** Over the classes that javac has written, with all their frames. */
  static final List<Pass<BindingUnit>> BIND =
      List.of(
          Pass.<BindingUnit>named("settle")
              .needs(FRAME)
              .makes(SETTLED)
              .because(
                  "after emit of all coroutines, when javac has written the classes, because only"
                      + " class files tell which names of java.lang are hidden, and which lambda is"
                      + " which")
              .does(PassActions::settle),
          Pass.<BindingUnit>named("write-sources")
              .needs(SETTLED)
              .because(
                  "after settle, and before compile, because debuggers and people are to find the"
                      + " source also of a frame that does not compile")
              .does(PassActions::writeSources),
          Pass.<BindingUnit>named("compile")
              .needs(SETTLED)
              .makes(CLASS_FILES)
              .because("after settle, because it compiles the settled sources, all at once")
              .does(PassActions::compile),
          Pass.<BindingUnit>named("bind")
              .needs(SETTLED, CLASS_FILES)
              .because(
                  "after compile, because only frames that have compiled, with each name meaning"
                      + " what it meant to the user, may take the place of a body")
              .does(PassActions::bind));

  /** All passes. */
  static List<Pass<?>> all() {
    return Stream.<List<? extends Pass<?>>>of(FIND, CHECK, LOWER, RELATE, EMIT, BIND)
        .<Pass<?>>flatMap(List::stream)
        .toList();
  }
}
