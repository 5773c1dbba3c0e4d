package dev.suspendable.test;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.SteppingExecutor;

/** One of the executors of a run. All of them share its thread and its queue. */
final class NamedExecutor implements SteppingExecutor {
  private final Simulation simulation;
  private final String name;

  NamedExecutor(Simulation simulation, String name) {
    this.simulation = simulation;
    this.name = name;
  }

  @Override
  public void execute(Runnable work) {
    simulation.add(new Step(work, name));
  }

  @Override
  public void suspending(Promise coroutine, Awaiter<?> awaiter) throws Throwable {
    simulation.suspending(coroutine, awaiter);
  }

  @Override
  public String toString() {
    return name;
  }
}
