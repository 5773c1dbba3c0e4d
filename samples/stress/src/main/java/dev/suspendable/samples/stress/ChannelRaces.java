package dev.suspendable.samples.stress;

import static dev.suspendable.Coroutines.await;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.StopSource;
import dev.suspendable.sync.Channel;
import dev.suspendable.sync.ChannelClosedException;
import dev.suspendable.sync.Select;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Coroutines on several threads that send, receive, select, close and are stopped: each message is
 * received once or not sent.
 */
public final class ChannelRaces {
  private ChannelRaces() {}

  abstract static class Exchanging {
    final StopSource stop = new StopSource();
    final Channel<Box> channel;
    CompletableFuture<Integer> sender = new CompletableFuture<>();
    CompletableFuture<Integer> receiver = new CompletableFuture<>();

    Exchanging(Channel<Box> channel) {
      this.channel = channel;
    }

    @Suspendable
    final Task<Integer> send() {
      try {
        await(channel.send(new Box(1, 2)));
        return Task.of(1);
      } catch (ChannelClosedException e) {
        return Task.of(-2);
      }
    }

    @Suspendable
    final Task<Integer> receive() {
      Box box = await(channel.receiveOrNull());
      return Task.of(box == null ? -2 : box.digits());
    }

    /** Returns the value, 0 for a stop, -1 for a coroutine that waits forever. */
    static int outcome(CompletableFuture<Integer> end) {
      return !end.isDone() ? -1 : end.isCancelled() ? 0 : end.join();
    }
  }

  @JCStressTest
  @Description("One thread sends, the other receives.")
  @Outcome(id = "1, 12", expect = ACCEPTABLE, desc = "Sent and received, with all its writes.")
  @Outcome(expect = FORBIDDEN, desc = "One of them waits forever.")
  @State
  public static class Rendezvous extends Exchanging {
    public Rendezvous() {
      super(Channel.rendezvous());
    }

    @Actor
    public void send1() {
      sender = send().toCompletableFuture();
    }

    @Actor
    public void receive1() {
      receiver = receive().toCompletableFuture();
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = outcome(sender);
      r.r2 = outcome(receiver);
    }
  }

  @JCStressTest
  @Description("One thread sends, the other stops the first of two receivers.")
  @Outcome(id = "0, 12", expect = ACCEPTABLE, desc = "The stop came first.")
  @Outcome(id = "12, -1", expect = ACCEPTABLE, desc = "The message came first.")
  @Outcome(expect = FORBIDDEN, desc = "The message was lost, or received twice.")
  @State
  public static class StoppedReceive extends Exchanging {
    final CompletableFuture<Integer> second;

    public StoppedReceive() {
      super(Channel.rendezvous());
      receiver = receive().withStopToken(stop.token()).toCompletableFuture();
      second = receive().toCompletableFuture();
    }

    @Actor
    public void send1() {
      sender = send().toCompletableFuture();
    }

    @Actor
    public void requestStop() {
      stop.requestStop();
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = outcome(receiver);
      r.r2 = outcome(second);
    }
  }

  @JCStressTest
  @Description("One thread receives, the other stops the sender that waits.")
  @Outcome(id = "0, -1", expect = ACCEPTABLE, desc = "The stop came first: it was not sent.")
  @Outcome(id = "1, 12", expect = ACCEPTABLE, desc = "It was sent.")
  @Outcome(expect = FORBIDDEN, desc = "The sender does not know what has happened.")
  @State
  public static class StoppedSend extends Exchanging {
    public StoppedSend() {
      super(Channel.rendezvous());
      sender = send().withStopToken(stop.token()).toCompletableFuture();
    }

    @Actor
    public void receive1() {
      receiver = receive().toCompletableFuture();
    }

    @Actor
    public void requestStop() {
      stop.requestStop();
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = outcome(sender);
      r.r2 = outcome(receiver);
    }
  }

  @JCStressTest
  @Description("One thread sends to a receiver that waits, the other closes the channel.")
  @Outcome(id = "1, 12", expect = ACCEPTABLE, desc = "Sent before the close, and received.")
  @Outcome(id = "-2, -2", expect = ACCEPTABLE, desc = "The close came first, for both.")
  @Outcome(expect = FORBIDDEN, desc = "The message was lost, or one waits forever.")
  @State
  public static class Close extends Exchanging {
    public Close() {
      super(Channel.rendezvous());
      receiver = receive().toCompletableFuture();
    }

    @Actor
    public void send1() {
      sender = send().toCompletableFuture();
    }

    @Actor
    public void close() {
      channel.close();
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = outcome(sender);
      r.r2 = outcome(receiver);
    }
  }

  abstract static class Selecting extends Exchanging {
    final Channel<Box> other = Channel.rendezvous();

    Selecting() {
      super(Channel.rendezvous());
    }

    @Suspendable
    final Task<Integer> choose() {
      return Task.of(
          await(
              new Select<Integer>()
                  .onReceive(channel, Box::digits)
                  .onReceive(other, box -> 100 + box.digits())));
    }

    @Suspendable
    final Task<Integer> chooseToSend() {
      return Task.of(
          await(
              new Select<Integer>()
                  .onSend(other, new Box(3, 4), () -> 2)
                  .onSend(channel, new Box(1, 2), () -> 1)));
    }
  }

  @JCStressTest
  @Description("Two threads send to the channels of one select.")
  @Outcome(id = "12, 1, 0", expect = ACCEPTABLE, desc = "The first one was chosen.")
  @Outcome(id = "156, 0, 1", expect = ACCEPTABLE, desc = "The second one was chosen.")
  @Outcome(expect = FORBIDDEN, desc = "Both were received, or none.")
  @State
  public static class SelectOfTwo extends Selecting {
    int first;
    int second;

    {
      receiver = choose().toCompletableFuture();
    }

    @Actor
    public void one() {
      first = channel.trySend(new Box(1, 2)) ? 1 : 0;
    }

    @Actor
    public void other() {
      second = other.trySend(new Box(5, 6)) ? 1 : 0;
    }

    @Arbiter
    public void end(III_Result r) {
      r.r1 = outcome(receiver);
      r.r2 = first;
      r.r3 = second;
    }
  }

  @JCStressTest
  @Description("Two selects meet: one receives from two channels, the other sends to both.")
  @Outcome(id = "12, 1", expect = ACCEPTABLE, desc = "At the first channel.")
  @Outcome(id = "134, 2", expect = ACCEPTABLE, desc = "At the second channel.")
  @Outcome(expect = FORBIDDEN, desc = "Not at the same one, or they miss each other.")
  @State
  public static class SelectsMeet extends Selecting {
    @Actor
    public void receives() {
      receiver = choose().toCompletableFuture();
    }

    @Actor
    public void sends() {
      sender = chooseToSend().toCompletableFuture();
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = outcome(receiver);
      r.r2 = outcome(sender);
    }
  }

  @JCStressTest
  @Description("One thread sends to a channel of a select, the other stops it.")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The stop came first.")
  @Outcome(id = "12, 1", expect = ACCEPTABLE, desc = "The message came first.")
  @Outcome(expect = FORBIDDEN, desc = "The message was lost.")
  @State
  public static class StoppedSelect extends Selecting {
    int sent;

    {
      receiver = choose().withStopToken(stop.token()).toCompletableFuture();
    }

    @Actor
    public void sends() {
      sent = channel.trySend(new Box(1, 2)) ? 1 : 0;
    }

    @Actor
    public void requestStop() {
      stop.requestStop();
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = outcome(receiver);
      r.r2 = sent;
    }
  }

  @JCStressTest
  @Description("A channel and an awaitable of one select, at the same time.")
  @Outcome(id = "12, 1", expect = ACCEPTABLE, desc = "The channel was chosen.")
  @Outcome(id = "-3, 0", expect = ACCEPTABLE, desc = "The awaitable was chosen.")
  @Outcome(expect = FORBIDDEN, desc = "The message was lost, or it waits forever.")
  @State
  public static class SelectOfAwaitable extends Selecting {
    final CompletableFuture<Box> stage = new CompletableFuture<>();
    int sent;

    {
      receiver = chooseStage().toCompletableFuture();
    }

    @Suspendable
    final Task<Integer> chooseStage() {
      return Task.of(
          await(
              new Select<Integer>()
                  .onReceive(channel, Box::digits)
                  .onAwait(Task.from(stage), box -> -3)));
    }

    @Actor
    public void sends() {
      sent = channel.trySend(new Box(1, 2)) ? 1 : 0;
    }

    @Actor
    public void completes() {
      stage.complete(new Box(3, 4));
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = outcome(receiver);
      r.r2 = sent;
    }
  }
}
