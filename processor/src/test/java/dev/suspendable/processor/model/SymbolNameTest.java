package dev.suspendable.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of elements, which must not depend on where the element was read from. */
final class SymbolNameTest {
  private static final String SOURCE =
      """
      package app;
      import java.io.*;
      import java.util.*;
      class Host<T extends Comparable<T> & Serializable> {
        int field;
        List<? super T> list;
        enum Color { RED, GREEN { }; Color() { } }
        record Point<A>(int x, A... y) { Point { } }
        @interface Note { int value() default 1; }
        class Inner { class Deeper { Deeper(int a, T b) { } <U extends T> U m(U u) { return u; } } }
        static class $Odd$ { void o($Odd$[][] o) { } }
        <E extends Exception> T method(T t, Map.Entry<T, Inner>[] e, long... l) throws E {
          return t;
        }
        Host(Set<String> s) { }
      }
      """;

  @TempDir Path folder;

  @Test
  void sourceAndClassFileAgree() throws Exception {
    task(List.of(source()), "-d", folder.toString(), "-nowarn").call();
    JavacTask fromSource = task(List.of(source()));
    fromSource.analyze();
    Set<String> written = names(fromSource.getElements());
    JavacTask fromClassFile = task(List.of(), "-cp", folder.toString());

    assertThat(names(fromClassFile.getElements())).isEqualTo(written);
    assertThat(written)
        .contains(
            "app.Host",
            "app.Host.Inner.Deeper",
            "app.Host#field",
            "app.Host.Color#RED",
            "app.Host#method(Ljava/lang/Comparable;[Ljava/util/Map$Entry;[J)Ljava/lang/Comparable;",
            "new app.Host.Inner.Deeper#<init>(ILjava/lang/Comparable;)",
            "new app.Host.Point#<init>(I[Ljava/lang/Object;)",
            "app.Host.Point#y()[Ljava/lang/Object;",
            "app.Host.$Odd$#o([[Lapp/Host$$Odd$;)V",
            "type T");
  }

  private static Set<String> names(Elements elements) {
    Set<String> names = new TreeSet<>();
    addNames(elements.getTypeElement("app.Host"), new SymbolName(elements), names);
    names.removeIf(name -> name.contains("<clinit>")); // There is none in source.
    return names;
  }

  private static void addNames(Element element, SymbolName symbols, Set<String> names) {
    names.add(symbols.of(element));
    if (element instanceof TypeElement type) {
      type.getTypeParameters().forEach(each -> addNames(each, symbols, names));
    }
    element.getEnclosedElements().forEach(each -> addNames(each, symbols, names));
  }

  private static JavacTask task(List<JavaFileObject> files, String... options) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    List<String> classes = files.isEmpty() ? List.of("java.lang.Object") : null;
    return (JavacTask) javac.getTask(null, null, null, List.of(options), classes, files);
  }

  private static JavaFileObject source() {
    URI address = URI.create("test:/app/Host.java");
    return new SimpleJavaFileObject(address, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return SOURCE;
      }
    };
  }
}
