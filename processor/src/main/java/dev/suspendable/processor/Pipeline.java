package dev.suspendable.processor;

import dev.suspendable.processor.check.Problem;
import java.util.List;

/** Runs passes in their order. */
final class Pipeline {
  private final List<Observer> observers;

  /**
   * Observes the result of each pass for a coroutine. Users' builds have no observer, unless they
   * request a dump.
   */
  interface Observer {
    void after(Pass<?> pass, CoroutineUnit unit);
  }

  Pipeline(List<Observer> observers) {
    this.observers = List.copyOf(observers);
  }

  /** Runs passes over a coroutine. */
  void runOver(CoroutineUnit unit, List<Pass<CoroutineUnit>> passes) throws Problem {
    for (Pass<CoroutineUnit> pass : passes) {
      pass.run(unit);
      for (Observer observer : observers) {
        observer.after(pass, unit);
      }
    }
  }

  /** Runs passes over a class. */
  void runOver(ClassUnit unit, List<Pass<ClassUnit>> passes) {
    for (Pass<ClassUnit> pass : passes) {
      run(unit, List.of(pass));
      for (CoroutineUnit coroutine : unit.coroutines()) {
        observers.forEach(observer -> observer.after(pass, coroutine));
      }
    }
  }

  /** Runs passes over a unit of more than one coroutine. */
  static <U extends Unit> void run(U unit, List<Pass<U>> passes) {
    for (Pass<U> pass : passes) {
      try {
        pass.run(unit);
      } catch (Problem e) {
        throw new IllegalStateException("not a pass over a coroutine: " + pass, e);
      }
    }
  }
}
