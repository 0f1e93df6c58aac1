package dev.spywatcher.junit;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstances;
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
    for (Field field : fields(context.getRequiredTestClass())) {
      if (ModifierSupport.isStatic(field)) {
        share(field, context);
      }
    }
    // There are some already where one instance is for all tests of the class.
    context.getTestInstances().ifPresent(instances -> fill(instances, context));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    fill(context.getRequiredTestInstances(), context);
  }

  private static void fill(TestInstances instances, ExtensionContext context) {
    for (Object instance : instances.getAllInstances()) {
      for (Field field : fields(instance.getClass())) {
        if (ModifierSupport.isNotStatic(field)) {
          fill(field, instance, context);
        }
      }
    }
  }

  /** Once for an instance: what the class has filled, its store knows, which tests look into. */
  @SuppressWarnings("deprecation") // JUnit 5 has no other.
  private static void fill(Field field, Object instance, ExtensionContext context) {
    context
        .getStore(SERVERS)
        .getOrComputeIfAbsent(
            new Place(field, instance),
            place -> {
              SpyWatcherServer server = start(field);
              set(field, instance, server);
              return new Closing(server);
            });
  }

  @SuppressWarnings("deprecation") // JUnit 5 has no other.
  private static void share(Field field, ExtensionContext context) {
    SharedServer shared =
        Objects.requireNonNull(
            context
                .getRoot()
                .getStore(SERVERS)
                .getOrComputeIfAbsent(field, any -> new SharedServer(), SharedServer.class));
    shared.enter(() -> start(field), server -> set(field, null, server));
    context.getStore(SERVERS).put(new Object(), new Closing(shared::leave));
  }

  private static List<Field> fields(Class<?> type) {
    return AnnotationSupport.findAnnotatedFields(type, SpyWatcher.class);
  }

  private static SpyWatcherServer start(Field field) {
    if (field.getType() != SpyWatcherServer.class) {
      throw new ExtensionConfigurationException(field + ": " + mismatch(field.getType()));
    }
    if (ModifierSupport.isFinal(field)) {
      throw new ExtensionConfigurationException(field + ": is final; leave that out");
    }
    SpyWatcher wanted = AnnotationSupport.findAnnotation(field, SpyWatcher.class).orElseThrow();
    try {
      return SpyWatcherServer.start(wanted);
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(field + ": " + e.getMessage(), e);
    }
  }

  private static void set(Field field, @Nullable Object instance, SpyWatcherServer server) {
    try {
      field.setAccessible(true);
      field.set(instance, server);
    } catch (IllegalAccessException | RuntimeException e) {
      server.close();
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
  private record Closing(AutoCloseable what)
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    @Override
    public void close() throws Exception {
      what.close();
    }
  }

  /** A field of one instance, whatever that says it is equal to. */
  private record Place(Field field, Object instance) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Place place
          && field.equals(place.field)
          && instance == place.instance;
    }

    @Override
    public int hashCode() {
      return 31 * field.hashCode() + System.identityHashCode(instance);
    }
  }
}
