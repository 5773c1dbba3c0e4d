package dev.suspendable.processor.language;

import static dev.suspendable.processor.testing.MasterTest.body;

import dev.suspendable.processor.testing.LanguageTest;
import dev.suspendable.processor.testing.MasterTest;

/** Suspensions in array accesses, creations and initialisers. */
final class ArraysTest extends LanguageTest {
  MasterTest access() {
    return body(
        "String",
        """
        int[] a = {1, 2, 3};
        int i = 0;
        int x = a[await(i++)] + a[i] * a[await(2)] + see(a)[await(1)] + await(a)[see(0)];
        int y = a[i = 2] + await(i = 0) + a[i];
        return Task.of(x + " " + y + a[a[await(0)]]);
        """);
  }

  MasterTest accessFails() {
    return body(
        "String",
        """
        int[] a = {1};
        int[] none = null;
        String s = "";
        for (int i = 0; i < 4; i++) {
          try {
            s += switch (i) {
              case 0 -> a[await(1)];
              case 1 -> none[await(0)];
              case 2 -> await(none)[see(0)];
              default -> a[see(-1)] + await(1);
            };
          } catch (RuntimeException e) {
            log(e);
            s += e.getClass().getSimpleName();
          }
        }
        return Task.of(s);
        """);
  }

  MasterTest elementIsReadWhenItIsReached() {
    return body(
        "String",
        """
        int[] a = {1, 2};
        int x = a[0] + await(a[0] = 10) + a[0];
        a[1] = a[1] + await(a[1] = 7);
        int[] b = a;
        b[see(0)] = await((b = new int[] {0, 0}).length);
        return Task.of(x + Arrays.toString(a) + Arrays.toString(b));
        """);
  }

  MasterTest creation() {
    return body(
        "String",
        """
        int[] a = new int[await(3)];
        int[][] b = new int[see(2)][await(1)];
        String[][] c = new String[await(1)][];
        long[][][] d = new long[await(1)][await(2)][];
        List<?>[] e = new List<?>[await(2)];
        try {
          int[] f = new int[see(1) - await(2)];
        } catch (NegativeArraySizeException x) {
          log(x);
        }
        return Task.of(a.length + " " + b.length + b[1].length + c.length + d[0].length + e.length);
        """);
  }

  MasterTest initialisers() {
    return body(
        "String",
        """
        int[] a = {see(1), await(2), see(3)};
        int[][] b = {{await(1)}, {}, {see(2), await(3)}, a};
        Object[] c = new Object[] {await("x"), see(1), new int[] {await(4)}, null};
        byte[] d = {1, (byte) await(2), 'c'};
        double[] e = {await(1), await(2L), 3};
        String[] f = {await("f") + see(1)};
        char[] g = {await('g'), 98};
        Integer[] h = {await(1), null};
        var i = new long[][] {{await(1)}, null};
        return Task.of(Arrays.deepToString(new Object[] {a, b, c, d, e, f, g, h, i}));
        """);
  }

  MasterTest length() {
    return body(
        "String",
        """
        return Task.of("" + new int[] {await(1), 2}.length + await(new int[3]).length + "x".repeat(await(2)).length());
        """);
  }

  MasterTest genericElements() {
    return body(
        "String",
        """
        List<String>[] lists = make(await(2));
        lists[await(0)] = List.of(await("a"));
        lists[1] = new ArrayList<>(lists[0]);
        lists[await(1)].add(await("b"));
        return Task.of(Arrays.toString(lists));
        """,
        """
        @SuppressWarnings("unchecked")
        static List<String>[] make(int n) {
          return (List<String>[]) new List<?>[n];
        }
        """);
  }

  MasterTest multidimensional() {
    return body(
        "String",
        """
        int[][] grid = new int[3][3];
        for (int r = 0; r < 3; r++) {
          for (int c = 0; c < 3; c++) {
            grid[await(r)][c] = r * await(c) + grid[c][await(r)];
          }
        }
        return Task.of(Arrays.deepToString(grid));
        """);
  }
}
