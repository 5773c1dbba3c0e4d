package app;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AnswersTest {
  @Test
  void aStageIsTheAnswer() {
    given().get("/price/tea").then().statusCode(200).body(equalTo("price of tea!"));
    given().get("/price/none").then().statusCode(500);
  }

  @Test
  void aTaskIsNotTheAnswer() {
    given().get("/task/tea").then().body(not(equalTo("price of tea")));
  }
}
