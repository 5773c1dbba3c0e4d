package dev.suspendable.processor.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.SuspendableProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExtentTest {
  private static byte[] bytes(Class<?> type) throws IOException {
    String name = type.getName().replaceFirst(".*\\.", "") + ".class";
    try (InputStream in = type.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void wholeClassFiles() throws Exception {
    for (Class<?> type :
        List.of(Object.class, String.class, Math.class, List.class, SuspendableProcessor.class)) {
      assertThat(Extent.isComplete(bytes(type))).as(type.getName()).isTrue();
    }
  }

  /** Each part of the file that is missing is missed, and each byte too many. */
  @Test
  void othersAreNot() throws Exception {
    byte[] bytes = bytes(ExtentTest.class);
    for (int length = 0; length < bytes.length; length++) {
      assertThat(Extent.isComplete(Arrays.copyOf(bytes, length))).as("%s", length).isFalse();
    }
    assertThat(Extent.isComplete(Arrays.copyOf(bytes, bytes.length + 1))).isFalse();
    assertThat(Extent.isComplete(new byte[100])).isFalse();
  }
}
