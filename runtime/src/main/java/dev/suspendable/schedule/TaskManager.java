package dev.suspendable.schedule;

import dev.suspendable.AsyncCloseable;
import dev.suspendable.Task;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.time.TimerWheel;
import dev.suspendable.time.Timers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tasks by number, for programs that control them from outside: sessions, jobs, requests of a
 * protocol. It starts, cancels, kills and times them out.
 *
 * <pre>{@code
 * try (TaskManager manager = TaskManager.create()) {
 *   ManagedTask<Answer> request = manager.add(ask(question), status -> Answer.none(status));
 *   request.timeOutAfter(Duration.ofSeconds(3));
 *   request.start();
 *   ...
 *   manager.cancel(id);                       // by its number, from anywhere
 *   Answer answer = await(request);           // the answer, or what the status means
 * }                                           // kills what is left, and awaits its cleanups
 * }</pre>
 *
 * <p>Where tasks belong to a block of code, a {@link dev.suspendable.scope.TaskScope} is simpler. A
 * task that waits for another one of the manager awaits it. The {@linkplain #addChild children} of
 * a task are cancelled, and time out, with it.
 *
 * <p>A manager has the timers of the process, others, or its own, which {@link #tick} drives.
 *
 * <p>Safe for use by several threads. A task that has ended is forgotten, so a manager takes the
 * memory of those that have not. The design is that of libcopp's {@code task_manager}: ids, ticks,
 * the status, and values made of it.
 */
public final class TaskManager implements AsyncCloseable {
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, ManagedTask<?>> tasks = new ConcurrentSkipListMap<>();
  private final Timers timers;
  private final @Nullable TimerWheel wheel;
  private volatile boolean isClosed;

  private TaskManager(Timers timers, @Nullable TimerWheel wheel) {
    this.timers = timers;
    this.wheel = wheel;
  }

  /**
   * Makes a manager with the timers of the process. Those of a context are not used: in a test with
   * virtual time, make it {@linkplain #over over} the timers of the test.
   *
   * @return the manager
   */
  public static TaskManager create() {
    return over(Timers.common());
  }

  /**
   * Makes a manager with other timers, such as an {@link EventLoop}.
   *
   * @param timers the timers
   * @return the manager
   */
  public static TaskManager over(Timers timers) {
    return new TaskManager(Objects.requireNonNull(timers, "timers"), null);
  }

  /**
   * Makes a manager that looks for timeouts when {@link #tick} is called, and on no thread of its
   * own.
   *
   * @param clock the time in nanoseconds, as {@link System#nanoTime}: it never goes back
   * @return the manager
   */
  public static TaskManager driven(LongSupplier clock) {
    TimerWheel wheel = new TimerWheel(clock, InstantSource.system(), Runnable::run, () -> {});
    return new TaskManager(wheel, wheel);
  }

  /**
   * Ends the tasks whose time is over, on this thread. Only for {@linkplain #driven driven}
   * managers.
   *
   * @return how many timeouts have come
   * @throws IllegalStateException if the manager is not driven
   */
  public int tick() {
    if (wheel == null) {
      throw new IllegalStateException("The timers of this manager are not driven by tick()");
    }
    return wheel.runDue();
  }

  Timers timers() {
    return timers;
  }

  // ---- Adding.

  /**
   * Adds a task.
   *
   * @param task the task, which has not been awaited
   * @return the task of the manager, not started
   * @throws IllegalStateException if the manager is closed, or the task has ended
   */
  public <T extends @Nullable Object> ManagedTask<T> add(Task<T> task) {
    return add(null, task, null);
  }

  /**
   * Adds a task whose end from outside is a value.
   *
   * @param task the task, which has not been awaited
   * @param transform makes the value for {@code CANCELLED}, {@code TIMED_OUT} or {@code KILLED}
   * @return the task of the manager, not started
   * @throws IllegalStateException if the manager is closed, or the task has ended
   */
  public <T extends @Nullable Object> ManagedTask<T> add(
      Task<T> task, Function<? super ManagedTask.Status, ? extends T> transform) {
    return add(null, task, Objects.requireNonNull(transform, "transform"));
  }

  /**
   * Adds a task that is cancelled, and times out, with another one. If the other one has been asked
   * to end and is still unwinding, the new task ends at once, without starting.
   *
   * @param parent a task of this manager
   * @param task the task, which has not been awaited
   * @return the task of the manager, not started
   * @throws IllegalArgumentException if the parent belongs to another manager
   * @throws IllegalStateException if the manager is closed, or one of the tasks has ended
   */
  public <T extends @Nullable Object> ManagedTask<T> addChild(ManagedTask<?> parent, Task<T> task) {
    return add(Objects.requireNonNull(parent, "parent"), task, null);
  }

  /**
   * Like {@link #addChild(ManagedTask, Task)}, with a transform.
   *
   * @param parent a task of this manager
   * @param task the task, which has not been awaited
   * @param transform makes the value for {@code CANCELLED}, {@code TIMED_OUT} or {@code KILLED}
   * @return the task of the manager, not started
   * @throws IllegalArgumentException if the parent belongs to another manager
   * @throws IllegalStateException if the manager is closed, or one of the tasks has ended
   */
  public <T extends @Nullable Object> ManagedTask<T> addChild(
      ManagedTask<?> parent,
      Task<T> task,
      Function<? super ManagedTask.Status, ? extends T> transform) {
    return add(
        Objects.requireNonNull(parent, "parent"),
        task,
        Objects.requireNonNull(transform, "transform"));
  }

  private <T extends @Nullable Object> ManagedTask<T> add(
      @Nullable ManagedTask<?> parent,
      Task<T> task,
      @Nullable Function<? super ManagedTask.Status, ? extends T> transform) {
    Objects.requireNonNull(task, "task");
    if (task instanceof Promise coroutine && coroutine.handle().isDone()) {
      throw new IllegalStateException(task + ": it cannot be managed any more");
    }
    if (parent != null && !parent.isOf(this)) {
      throw new IllegalArgumentException(parent + ": it belongs to another manager");
    }
    ManagedTask<T> added =
        new ManagedTask<>(this, lastId.incrementAndGet(), task, parent, transform);
    tasks.put(added.id(), added);
    if (parent != null && !parent.adopt(added)) {
      forget(added);
      throw new IllegalStateException(parent + ": it cannot get children any more");
    }
    if (isClosed) {
      added.kill();
      throw new IllegalStateException("The task manager is closed");
    }
    return added;
  }

  void forget(ManagedTask<?> task) {
    tasks.remove(task.id());
  }

  // ---- By id.

  /**
   * Finds a task.
   *
   * @param id its number
   * @return the task; empty if it has ended and unwound, or there is none of this number
   */
  public Optional<ManagedTask<?>> find(long id) {
    return Optional.ofNullable(tasks.get(id));
  }

  /**
   * Returns the tasks that have not ended and unwound, in the order in which they were added.
   *
   * @return a list of its own
   */
  public List<ManagedTask<?>> tasks() {
    return new ArrayList<>(tasks.values());
  }

  /**
   * Returns the tasks that were added and not started, which a program may have forgotten.
   *
   * @return a list of its own
   */
  public List<ManagedTask<?>> notStarted() {
    return tasks.values().stream()
        .filter(task -> task.status() == ManagedTask.Status.CREATED)
        .toList();
  }

  /**
   * Calls {@link ManagedTask#start}.
   *
   * @param id the number of the task
   * @return its result; false if there is no such task
   */
  public boolean start(long id) {
    return find(id).map(ManagedTask::start).orElse(false);
  }

  /**
   * Calls {@link ManagedTask#cancel}.
   *
   * @param id the number of the task
   * @return its result; false if there is no such task
   */
  public boolean cancel(long id) {
    return find(id).map(ManagedTask::cancel).orElse(false);
  }

  /**
   * Calls {@link ManagedTask#kill}.
   *
   * @param id the number of the task
   * @return its result; false if there is no such task
   */
  public boolean kill(long id) {
    return find(id).map(ManagedTask::kill).orElse(false);
  }

  /**
   * Calls {@link ManagedTask#killTree}.
   *
   * @param id the number of the task
   * @return its result; false if there is no such task
   */
  public boolean killTree(long id) {
    return find(id).map(ManagedTask::killTree).orElse(false);
  }

  /**
   * Calls {@link ManagedTask#timeOutAfter}.
   *
   * @param id the number of the task
   * @param timeout the time from now on
   * @return its result; false if there is no such task
   */
  public boolean timeOutAfter(long id, Duration timeout) {
    return find(id).map(task -> task.timeOutAfter(timeout)).orElse(false);
  }

  // ---- Closing.

  /**
   * Takes no tasks from now on, and kills those that have not ended.
   *
   * @return an awaitable that completes when all have unwound, also those that were killed before
   */
  @Override
  public Awaitable<@Nullable Void> closeAsync() {
    isClosed = true;
    List<CompletableFuture<@Nullable Void>> unwound = new ArrayList<>();
    for (ManagedTask<?> task : tasks()) {
      task.kill();
      unwound.add(task.unwound());
    }
    return Task.from(CompletableFuture.allOf(unwound.toArray(new CompletableFuture<?>[0])));
  }

  @Override
  public String toString() {
    return "TaskManager[" + tasks.size() + (isClosed ? ", closed]" : "]");
  }
}
