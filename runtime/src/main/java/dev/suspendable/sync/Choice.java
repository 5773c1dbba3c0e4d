package dev.suspendable.sync;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One await of a {@link Select}.
 *
 * @param <R> type of the result
 */
abstract class Choice<R extends @Nullable Object> implements Awaiter<R> {

  /*
   * Overview.
   *
   * The await first tries the cases one by one (awaitReady). If none is possible, the coroutine
   * suspends. Then it locks all channels, in the order of their numbers, tries again, and lets an
   * entry wait in each (join). So no other thread can choose a case before all entries wait, and
   * two selects that meet cannot choose each other's cases twice.
   *
   * Whoever takes an entry out of a queue claims the choice (claim), under that channel's lock.
   * Only the first one succeeds. The other entries stay in their queues until the coroutine
   * continues, which takes them out (withdraw).
   */

  private final List<Case<R>> cases;
  private final int start;
  private final @Nullable Supplier<? extends R> otherwise;
  private Offer<R> @Nullable [] offers;

  /** The entry that was chosen in {@link #awaitReady} or {@link #join}, or claimed. */
  @Nullable Offer<R> chosen;

  private boolean isOtherwise;

  Choice(List<Case<R>> cases, int start, @Nullable Supplier<? extends R> otherwise) {
    this.cases = cases;
    this.start = start;
    this.otherwise = otherwise;
  }

  final int size() {
    return cases.size();
  }

  /** Returns a case in the order in which this await looks at them. */
  final Case<R> caseAt(int i) {
    int at = start + i;
    return cases.get(at < cases.size() ? at : at - cases.size());
  }

  /** An entry in the queue of a channel. */
  static final class Offer<R extends @Nullable Object> extends Entry {
    private final Choice<R> choice;
    final Case.OfChannel<?, R> chosenCase;

    Offer(Choice<R> choice, Case.OfChannel<?, R> ofChannel) {
      this.choice = choice;
      this.chosenCase = ofChannel;
      item = ofChannel.firstItem();
    }

    @Override
    Continuation claim() {
      return choice.claim(this);
    }
  }

  /** Claims this choice for an entry, see {@link Entry#claim}. */
  abstract Continuation claim(Offer<R> offer);

  /** Tries an awaitable without starting it; returns whether it is complete. */
  abstract boolean isReady(Case.Awaiting<?, R> awaiting) throws Throwable;

  @Override
  public final boolean awaitReady() throws Throwable {
    for (int i = 0; i < cases.size(); i++) {
      Case<R> at = caseAt(i);
      boolean isComplete =
          at instanceof Case.OfChannel<?, R> ofChannel
              ? tryNow(ofChannel)
              : isReady((Case.Awaiting<?, R>) at);
      if (isComplete) {
        return true;
      }
    }
    isOtherwise = otherwise != null;
    return isOtherwise;
  }

  private boolean tryNow(Case.OfChannel<?, R> ofChannel) {
    Offer<R> offer = new Offer<>(this, ofChannel);
    Continuation partner;
    ofChannel.channel.enter();
    try {
      partner = ofChannel.attempt(offer);
    } finally {
      ofChannel.channel.exit();
    }
    if (partner == null) {
      return false;
    }
    chosen = offer;
    Resumer.resume(partner);
    return true;
  }

  /**
   * Lets entries wait in all channels, unless a case has become possible.
   *
   * @return false if that case was chosen
   */
  final boolean join() {
    Offer<R>[] made = makeOffers();
    Channel<?>[] locked = ordered(made);
    Continuation partner = null;
    for (Channel<?> channel : locked) {
      channel.enter();
    }
    try {
      for (int i = 0; i < made.length && partner == null; i++) {
        partner = made[i].chosenCase.attempt(made[i]);
        if (partner != null) {
          chosen = made[i];
        }
      }
      if (partner == null) {
        offers = made;
        for (Offer<R> offer : made) {
          offer.chosenCase.join(offer);
        }
      }
    } finally {
      for (Channel<?> channel : locked) {
        channel.exit();
      }
    }
    if (partner == null) {
      return true;
    }
    Resumer.resume(partner);
    return false;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private Offer<R>[] makeOffers() {
    Offer[] made = new Offer[cases.size()];
    int count = 0;
    for (int i = 0; i < cases.size(); i++) {
      if (caseAt(i) instanceof Case.OfChannel<?, R> ofChannel) {
        made[count++] = new Offer<>(this, ofChannel);
      }
    }
    return Arrays.copyOf(made, count);
  }

  /** Returns the channels, each once, in the order in which all selects lock them. */
  private static Channel<?>[] ordered(Offer<?>[] offers) {
    return Arrays.stream(offers)
        .<Channel<?>>map(offer -> offer.chosenCase.channel)
        .distinct()
        .sorted(Comparator.comparingLong(channel -> channel.number))
        .toArray(Channel<?>[]::new);
  }

  /** Takes all entries but the chosen one out of their queues. */
  final void withdraw() {
    Offer<R>[] made = offers;
    offers = null;
    if (made != null) {
      for (Offer<R> offer : made) {
        if (offer != chosen) {
          offer.chosenCase.withdraw(offer);
        }
      }
    }
  }

  /** Passes on what the chosen case has got. */
  final void giveBack() {
    withdraw();
    Offer<R> unused = chosen;
    chosen = null;
    if (unused != null) {
      unused.chosenCase.giveBack(unused.item);
    }
  }

  /** Returns the result of an awaitable's case, if that was chosen. */
  abstract R awaitedResult() throws Throwable;

  @Override
  public final R awaitResume() throws Throwable {
    withdraw();
    Offer<R> done = chosen;
    chosen = null;
    if (done != null) {
      return done.chosenCase.result(done.item);
    }
    return isOtherwise && otherwise != null ? otherwise.get() : awaitedResult();
  }

  @Override
  public final void awaitRejected() {
    giveBack();
  }

  @Override
  public final String toString() {
    return "Select" + cases;
  }
}
