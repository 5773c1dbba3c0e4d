package app;

import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** The same on the servlet stack and on the reactive one. */
abstract class Checks {
  @Autowired private TestRestTemplate rest;
  @Autowired private Shop shop;
  @Autowired private Store store;

  @Test
  void aFutureIsTheAnswer() {
    assertThat(rest.getForObject("/price/tea", String.class)).isEqualTo("price of tea!");
    assertThat(rest.getForEntity("/price/none", String.class).getStatusCode())
        .isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
  }

  @Test
  void aStageIsTheAnswerAndAnOrdinaryMethodHasTheTransaction() {
    assertThat(rest.getForObject("/add/cup", Long.class)).isPositive();
    assertThat(store.count("cup")).isEqualTo(1);
    assertThat(rest.getForEntity("/add/ ", String.class).getStatusCode())
        .isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    assertThat(store.count(" ")).as("rolled back").isZero();
  }

  @Test
  void coroutinesOfABeanThatIsAProxy() throws Exception {
    assertThat(AopUtils.isCglibProxy(shop)).isTrue();
    assertThat(shop.price("tea").get()).isEqualTo("price of tea");
    assertThatThrownBy(() -> syncWait(shop.add(" "))).hasMessage("blank");
    assertThat(shop.async().get()).startsWith("task-");
  }

  // ---- What the warnings say.

  @Test
  void aTaskIsNotTheAnswer() {
    ResponseEntity<String> answer = rest.getForEntity("/task/tea", String.class);
    assertThat(String.valueOf(answer.getBody())).doesNotContain("price of tea");
  }

  @Test
  void aTransactionHasEndedWhenTheBodyContinues() throws Exception {
    assertThat(shop.inTransaction().get()).isTrue();
    assertThat(syncWait(shop.taskInTransaction())).isFalse();
  }
}
