package dev.suspendable.processor.load;

import java.util.concurrent.locks.LockSupport;

/**
 * Does nothing until it is interrupted. Public, because the loader that is kept defines it: the one
 * that javac has made can be unloaded.
 */
public final class Keeper implements Runnable {
  /** Called by reflection. */
  public Keeper() {}

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.park(this);
    }
  }
}
