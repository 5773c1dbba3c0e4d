package dev.suspendable.debug;

import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.StepWatcher;
import java.util.Locale;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * Writes each step of each coroutine into the recordings of the JDK's Flight Recorder: the events
 * {@code dev.suspendable.CoroutineStart}, {@code CoroutineResume}, {@code CoroutineSuspend} and
 * {@code CoroutineEnd}. In a program that is started with {@code -Ddev.suspendable.events=on} they
 * are enabled like other events: a recording has them unless its settings disable them.
 *
 * <p>An event whose type no recording wants costs some nanoseconds; one that is written costs what
 * the text of its position and of what is awaited costs, about a microsecond.
 */
final class FlightRecorderEvents implements StepWatcher {
  @Override
  public void started(Promise coroutine, StackTraceElement at) {
    write(new Start(), coroutine, at);
  }

  @Override
  public void resumed(Promise coroutine, StackTraceElement at) {
    write(new Resume(), coroutine, at);
  }

  @Override
  public void suspended(Promise coroutine, StackTraceElement at, @Nullable Object awaited) {
    Suspend event = new Suspend();
    if (event.shouldCommit()) {
      event.awaits = awaited == null ? null : nameOf(awaited);
      write(event, coroutine, at);
    }
  }

  @Override
  public void ended(Promise coroutine, StackTraceElement at, Ending how) {
    End event = new End();
    event.how = how.name().toLowerCase(Locale.ROOT);
    write(event, coroutine, at);
  }

  private static void write(CoroutineEvent event, Promise coroutine, StackTraceElement at) {
    if (event.shouldCommit()) {
      event.coroutine = at.getClassName() + "." + at.getMethodName();
      event.id = System.identityHashCode(coroutine);
      event.file = at.getFileName();
      event.line = at.getLineNumber();
      event.commit();
    }
  }

  /** Of an awaiter only the class: its text may be that of an object which another thread uses. */
  private static String nameOf(Object awaited) {
    return awaited instanceof Promise callee ? callee.toString() : awaited.getClass().getTypeName();
  }

  /** The fields that all have. They are not private, because the recorder reads them. */
  @Category({"Suspendable", "Coroutines"})
  @StackTrace(false)
  abstract static class CoroutineEvent extends Event {
    @Label("Coroutine")
    @Description("Class and method")
    @Nullable String coroutine;

    @Label("Identity")
    @Description("Identity hash code of the frame; different coroutines may have the same")
    int id;

    @Label("File")
    @Nullable String file;

    @Label("Line")
    int line;
  }

  @Name("dev.suspendable.CoroutineStart")
  @Label("Coroutine Start")
  @Description("The body of a coroutine begins, or it has got its frame after a direct call")
  static final class Start extends CoroutineEvent {}

  @Name("dev.suspendable.CoroutineResume")
  @Label("Coroutine Resume")
  @Description("A coroutine continues where it was suspended")
  static final class Resume extends CoroutineEvent {}

  @Name("dev.suspendable.CoroutineSuspend")
  @Label("Coroutine Suspend")
  static final class Suspend extends CoroutineEvent {
    @Label("Awaits")
    @Description("The coroutine that it awaits, or the class of the awaiter; null for a consumer")
    @Nullable String awaits;
  }

  @Name("dev.suspendable.CoroutineEnd")
  @Label("Coroutine End")
  static final class End extends CoroutineEvent {
    @Label("How")
    @Description("completed, failed, stopped or destroyed")
    @Nullable String how;
  }
}
