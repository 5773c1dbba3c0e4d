package dev.suspendable.processor.emit;

import com.palantir.javapoet.ClassName;
import dev.suspendable.processor.model.Declaration;
import dev.suspendable.processor.model.Declarations;
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
    TypeElement host = Declarations.classOf(method);
    return ClassName.get(
        packageOf(host),
        FrameName.of(hostName(host), method.getSimpleName().toString(), jvm.descriptor(method)));
  }

  ClassName of(Declaration declaration) {
    if (declaration instanceof Declaration.Method method) {
      return of(method.element());
    }
    Declaration.Lambda lambda = (Declaration.Lambda) declaration;
    Declaration.Place place = lambda.place();
    String name = "lambda$" + place.nameInNames() + "$" + lambda.number();
    return ClassName.get(
        packageOf(place.host()), FrameName.of(hostName(place.host()), name, place.descriptor()));
  }

  String packageOf(TypeElement host) {
    return elements.getPackageOf(host).getQualifiedName().toString();
  }

  /** The host's binary name without its package. */
  String hostName(TypeElement host) {
    String packageName = packageOf(host);
    String binaryName = elements.getBinaryName(host).toString();
    return packageName.isEmpty() ? binaryName : binaryName.substring(packageName.length() + 1);
  }
}
