package dev.suspendable.processor.emit;

import com.palantir.javapoet.ClassName;
import dev.suspendable.processor.model.Declaration;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.FrameName;
import dev.suspendable.processor.model.JvmTypes;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** The frame classes of coroutines. */
final class FrameNames {
  private final Elements elements;
  private final JvmTypes jvm;

  FrameNames(Elements elements, JvmTypes jvm) {
    this.elements = elements;
    this.jvm = jvm;
  }

  ClassName of(ExecutableElement method) {
    return of(name(method));
  }

  ClassName of(Declaration declaration) {
    return of(name(declaration));
  }

  private static ClassName of(FrameName name) {
    return ClassName.get(name.packageName(), name.simpleName());
  }

  FrameName name(Declaration declaration) {
    if (declaration instanceof Declaration.Method method) {
      return name(method.element());
    }
    Declaration.Lambda lambda = (Declaration.Lambda) declaration;
    Declaration.Place place = lambda.place();
    return name(
        place.host(), "lambda$" + place.nameInNames() + "$" + lambda.number(), place.descriptor());
  }

  private FrameName name(ExecutableElement method) {
    return name(
        Declarations.classOf(method), method.getSimpleName().toString(), jvm.descriptor(method));
  }

  private FrameName name(TypeElement host, String coroutine, String descriptor) {
    return FrameName.of(
        elements.getBinaryName(host).toString(),
        elements.getPackageOf(host).getQualifiedName().toString(),
        coroutine,
        descriptor);
  }
}
