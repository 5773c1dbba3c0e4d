package org.jetbrains.jps.javac;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;
import javax.tools.JavaFileManager.Location;
import org.jspecify.annotations.Nullable;

/**
 * Wraps what javac gives to processors in dynamic proxies, to note of which classes they make
 * files. Processors may call {@link #unwrap}.
 */
public final class APIWrappers {
  private APIWrappers() {}

  /** What is in the wrapper; null if it is none. */
  public static <T> @Nullable T unwrap(Class<? extends T> type, T wrapper) {
    return wrapper instanceof WrapperDelegateAccessor<?> it
            && type.isInstance(it.getWrapperDelegate())
        ? type.cast(it.getWrapperDelegate())
        : null;
  }

  /** Each wrapper is one. */
  public interface WrapperDelegateAccessor<T> {
    T getWrapperDelegate();
  }

  abstract static class DynamicWrapper<T> implements WrapperDelegateAccessor<T> {
    private final T myDelegate;

    DynamicWrapper(T delegate) {
      myDelegate = delegate;
    }

    @Override
    public final T getWrapperDelegate() {
      return myDelegate;
    }
  }

  /** A processor that gets the wrapped environment. */
  public static final class ProcessorWrapper extends DynamicWrapper<Processor> {
    private final JpsJavacFileManager myFileManager;

    ProcessorWrapper(Processor delegate, JpsJavacFileManager fileManager) {
      super(delegate);
      myFileManager = fileManager;
    }

    public void init(ProcessingEnvironment environment) {
      getWrapperDelegate()
          .init(
              wrap(
                  ProcessingEnvironment.class,
                  new ProcessingEnvironmentWrapper(environment, myFileManager)));
    }

    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return getWrapperDelegate().process(annotations, round);
    }
  }

  /** An environment with a wrapped filer. */
  public static final class ProcessingEnvironmentWrapper
      extends DynamicWrapper<ProcessingEnvironment> {
    private final JpsJavacFileManager myFileManager;
    private @Nullable Filer myFilerImpl;

    ProcessingEnvironmentWrapper(ProcessingEnvironment delegate, JpsJavacFileManager fileManager) {
      super(delegate);
      myFileManager = fileManager;
    }

    public Filer getFiler() {
      if (myFilerImpl == null) {
        myFilerImpl =
            wrap(Filer.class, new FilerWrapper(getWrapperDelegate().getFiler(), myFileManager));
      }
      return myFilerImpl;
    }
  }

  /** A filer that tells the file manager of which classes a file is made. */
  public static final class FilerWrapper extends DynamicWrapper<Filer> {
    private final JpsJavacFileManager myFileManager;

    FilerWrapper(Filer delegate, JpsJavacFileManager fileManager) {
      super(delegate);
      myFileManager = fileManager;
    }

    public FileObject createSourceFile(CharSequence name, Element... elements) throws IOException {
      note(name.toString(), elements);
      return getWrapperDelegate().createSourceFile(name, elements);
    }

    public FileObject createResource(
        Location location, CharSequence packageName, CharSequence name, Element... elements)
        throws IOException {
      String folder = packageName.toString().replaceFirst(".*/", "").replace('.', '/');
      note(folder.isEmpty() ? name.toString() : folder + "/" + name, elements);
      return getWrapperDelegate().createResource(location, packageName, name, elements);
    }

    private void note(String name, Element... elements) {
      List<String> classes = new ArrayList<>();
      for (Element element : elements) {
        Element each = element;
        while (!(each.getEnclosingElement() instanceof PackageElement)) {
          each = each.getEnclosingElement();
        }
        classes.add(((TypeElement) each).getQualifiedName().toString());
      }
      myFileManager.addAnnotationProcessingClassMapping(name, classes);
    }
  }

  private static <T> T wrap(Class<T> type, DynamicWrapper<? extends T> wrapper) {
    return wrap(type, wrapper, DynamicWrapper.class, wrapper.getWrapperDelegate());
  }

  /** A proxy that calls the methods of {@code wrapper} where it has them, else of the delegate. */
  static <T> T wrap(Class<T> type, Object wrapper, Class<?> upTo, T delegateTo) {
    return type.cast(
        Proxy.newProxyInstance(
            APIWrappers.class.getClassLoader(),
            new Class<?>[] {type, WrapperDelegateAccessor.class},
            new InvocationHandler() {
              @Override
              public @Nullable Object invoke(
                  Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
                try {
                  if (method.getDeclaringClass() == WrapperDelegateAccessor.class) {
                    return delegateTo;
                  }
                  for (Class<?> each = wrapper.getClass();
                      each != upTo && each != Object.class;
                      each = each.getSuperclass()) {
                    try {
                      return each.getDeclaredMethod(method.getName(), method.getParameterTypes())
                          .invoke(wrapper, arguments);
                    } catch (NoSuchMethodException e) {
                      // Look further up.
                    }
                  }
                  return method.invoke(delegateTo, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }
            }));
  }
}
