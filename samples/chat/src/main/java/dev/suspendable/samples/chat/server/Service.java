package dev.suspendable.samples.chat.server;

import dev.suspendable.samples.chat.data.Store;
import dev.suspendable.samples.chat.observe.Metrics;
import dev.suspendable.sync.AsyncSemaphore;
import dev.suspendable.time.Timers;

/** The objects that the connections of a server share. */
final class Service {
  final Store store;
  final Limits limits;
  final Timers timers;
  final Metrics metrics;
  final Rooms rooms;
  final Budgets budgets;
  final AsyncSemaphore logins;
  final AsyncSemaphore requests;

  Service(Store store, Limits limits, Timers timers, Metrics metrics, Rooms rooms) {
    this.store = store;
    this.limits = limits;
    this.timers = timers;
    this.metrics = metrics;
    this.rooms = rooms;
    this.budgets = new Budgets(limits, timers);
    this.logins = new AsyncSemaphore(limits.logins);
    this.requests = new AsyncSemaphore(limits.requests);
  }
}
