package dev.spywatcher.junit;

import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ModifierSupport;

/** Starts the servers that {@link SpyWatcher} asks for, and has JUnit close them. Stateless. */
final class SpyWatcherExtension
    implements ParameterResolver, BeforeAllCallback, BeforeEachCallback {

  private static final Namespace SERVERS = Namespace.create(SpyWatcherExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.isAnnotated(SpyWatcher.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type != SpyWatcherServer.class) {
      throw new ParameterResolutionException(parameter.getParameter() + ": " + mismatch(type));
    }
    SpyWatcher wanted = parameter.findAnnotation(SpyWatcher.class).orElseThrow();
    try {
      return started(wanted, context);
    } catch (IllegalArgumentException e) {
      throw new ParameterResolutionException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    for (Field field : fields(type)) {
      if (ModifierSupport.isStatic(field)) {
        set(field, null, context);
      }
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      for (Field field : fields(instance.getClass())) {
        if (ModifierSupport.isNotStatic(field)) {
          set(field, instance, context);
        }
      }
    }
  }

  private static List<Field> fields(Class<?> type) {
    return AnnotationSupport.findAnnotatedFields(type, SpyWatcher.class);
  }

  private static void set(Field field, @Nullable Object instance, ExtensionContext context) {
    if (field.getType() != SpyWatcherServer.class) {
      throw new ExtensionConfigurationException(field + ": " + mismatch(field.getType()));
    }
    if (ModifierSupport.isFinal(field)) {
      throw new ExtensionConfigurationException(field + ": is final; leave that out");
    }
    SpyWatcher wanted = AnnotationSupport.findAnnotation(field, SpyWatcher.class).orElseThrow();
    try {
      field.setAccessible(true);
      field.set(instance, started(wanted, context));
    } catch (IllegalAccessException | IllegalArgumentException e) {
      throw new ExtensionConfigurationException(field + ": " + e.getMessage(), e);
    }
  }

  private static String mismatch(Class<?> type) {
    return "@SpyWatcher goes with a "
        + SpyWatcherServer.class.getName()
        + ", not with a "
        + type.getName();
  }

  private static SpyWatcherServer started(SpyWatcher wanted, ExtensionContext context) {
    SpyWatcherServer server = SpyWatcherServer.start(wanted);
    context.getStore(SERVERS).put(new Object(), new Closing(server));
    return server;
  }

  /** Has JUnit close a server; by both interfaces that JUnit has had for it since 5.8. */
  @SuppressWarnings("deprecation")
  private record Closing(SpyWatcherServer server)
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    @Override
    public void close() {
      server.close();
    }
  }
}
