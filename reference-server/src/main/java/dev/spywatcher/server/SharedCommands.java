package dev.spywatcher.server;

import dev.spywatcher.bus.Change;
import dev.spywatcher.bus.RedisAwayException;
import dev.spywatcher.bus.ServiceState;
import dev.spywatcher.bus.SharedState;
import dev.spywatcher.control.Commands;
import dev.spywatcher.control.Fleet;
import dev.spywatcher.control.NotEverywhereException;
import dev.spywatcher.discord.Repertoire;
import dev.spywatcher.fault.BadFaultException;
import dev.spywatcher.fault.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * What is done to a service of several servers: the state that they share is changed, and each of
 * them is asked to take it over. One that joins later, or was frozen, takes it over by itself.
 */
record SharedCommands(SharedState state, Fleet fleet, OwnCommands own) implements Commands {

  @Override
  public Done advance(Duration by) throws NotEverywhereException {
    return done(new Change.Advance(by));
  }

  @Override
  public Done reset() throws NotEverywhereException {
    return done(new Change.Renew(null));
  }

  @Override
  public Done play(Repertoire.Playing next) throws NotEverywhereException {
    Repertoire repertoire = own.repertoire();
    if (repertoire != null) {
      repertoire.check(next);
    }
    return done(new Change.Renew(shared(next)));
  }

  static ServiceState.Play shared(Repertoire.Playing playing) {
    return new ServiceState.Play(playing.scenario(), playing.seed(), playing.speed());
  }

  @Override
  public Done pace(double speed) throws NotEverywhereException {
    Repertoire repertoire = own.repertoire();
    if (repertoire != null) {
      Repertoire.Playing now = repertoire.playing();
      repertoire.check(new Repertoire.Playing(now.scenario(), now.seed(), speed));
    }
    return done(new Change.Pace(speed));
  }

  @Override
  public Done addFault(String name, Map<String, String> parameters)
      throws BadFaultException, NotEverywhereException {
    Faults.check(name, parameters);
    return done(new Change.Switch(name, parameters));
  }

  @Override
  public Done removeFault(String name) throws BadFaultException, NotEverywhereException {
    own.faults().status(name);
    return done(new Change.Switch(name, null));
  }

  @Override
  public Done removeFaults() throws NotEverywhereException {
    return done(new Change.Clear());
  }

  private Done done(Change change) throws NotEverywhereException {
    waited(state.change(change));
    return new Done(fleet.peers().joined() ? fleet.catchUp() : List.of(fleet.peers().own().name()));
  }

  @Override
  public void catchUp() throws NotEverywhereException {
    waited(state.catchUp());
  }

  private void waited(CompletionStage<?> stage) throws NotEverywhereException {
    try {
      stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new NotEverywhereException(
          cause instanceof RedisAwayException
              ? "Redis is just going away; try again in a moment"
              : String.valueOf(cause.getMessage()));
    }
  }
}
