Feature: Scale
  Several servers that share a Redis are one service.

  Rule: A client on any server receives every event of its rooms, wherever it came in

    @SCALE-1
    Scenario: What comes in at either server reaches the clients of both
      Given a service of two servers
      And the guild Harbour with the members Ann, Ben and Cleo
      And the guild Summit with the members Ann, Ben and Cleo
      And Ann connects
      And Ben and Cleo connect to the other server
      And Ann and Ben watch the events of Harbour
      And Ann and Ben watch the analytics of Harbour
      And Cleo watches the events of Summit
      When one event of each kind happens in Harbour
      Then Ann and Ben receive all of it
      And Ann and Ben receive an update of Harbour at once
      When what happens comes in at the other server
      And one event of each kind happens in Harbour
      Then Ann and Ben receive all of it
      When Ben stops watching the events of Harbour
      And Cleo writes in Harbour
      Then Ann receives the message
      And Ann, Ben and Cleo receive nothing else

    @SCALE-1
    Scenario Outline: A burst that comes in at <where> reaches everyone once and in order
      Given a service of two servers
      And the guild Harbour with the members Ann, Ben and Cleo
      And Ann connects
      And Ben connects to the other server by websocket
      And Cleo connects to the other server by polling
      And Ann, Ben and Cleo watch the events of Harbour
      When what happens comes in at <where>
      And 200 messages are written in Harbour in one burst
      Then Ann, Ben and Cleo have received each message once and in order

      Examples:
        | where            |
        | the first server |
        | the other server |

    @SCALE-1
    Scenario: Who may no longer view a guild hears no more at any server
      Given a service of two servers
      And the guild Harbour with the members Ann, Ben and Cleo
      And Ann and Cleo connect
      And Ben connects to the other server
      And Ann, Ben and Cleo watch the events of Harbour
      When Ben leaves Harbour
      And that has had its time to be known
      And Cleo writes in Harbour
      Then Ann and Cleo receive the message
      And Ann, Ben and Cleo receive nothing else

  Rule: The throttle and the limits hold for the service as a whole

    @SCALE-2
    Scenario: Clients of both servers receive the same updates, one in an interval
      Given a service of two servers
      And the guild Harbour with the members Ann, Ben, Cleo and Dora
      And Ann connects
      And Ben connects to the other server
      And Ann and Ben watch the analytics of Harbour
      When Cleo writes in Harbour
      Then Ann and Ben receive the same update of Harbour at once
      When what happens comes in at the other server
      And Dora writes in Harbour
      Then Ann and Ben receive the same update of Harbour when the interval is over
      And that update shows Dora among those who wrote
      And Ann and Ben receive nothing else

    @SCALE-2
    Scenario: Attempts to connect to either server count
      Given a service of two servers whose limit of connection attempts is known
      When Ann attempts to connect from the office to both servers in turn, 3 times more often than allowed
      Then exactly as many attempts are let in as allowed

    @SCALE-2
    Scenario: Connections to either server count
      Given a service of two servers whose limit of connections at once is known
      And as many sessions as allowed are open from the office at both servers in turn
      Then an attempt of Ann from the office is refused
      And an attempt of Ann from the office at the other server is refused
      And an attempt of Ann from home is let in
      When one of those sessions ends
      Then an attempt of Ann from the office at the other server is let in

    @SCALE-2
    Scenario: Who comes back too often is blocked by both
      Given a service of two servers whose limit of reconnections is known
      When Ann comes back from the office to both servers in turn, more often than allowed
      Then Ann is blocked at the office for 1 time the length of a block

  Rule: A server that dies takes only its own connections with it

    @SCALE-3 @last
    Scenario Outline: The <server> server dies
      Given a service of two servers, either of which may die
      And the guild Harbour with the members Ann, Ben and Cleo
      And Ann connects
      And Ben connects to the other server
      And Ann and Ben watch the events of Harbour
      When Cleo writes in Harbour
      Then Ann and Ben receive the message
      When the <server> server dies
      Then within ten seconds <survivor> is told again what happens in Harbour
      And <survivor> is still connected
      When <lost> connects to the server that is left
      And <lost> watches the events of Harbour
      And Cleo writes in Harbour
      Then Ann and Ben receive the message
      And Ann and Ben receive nothing else

      Examples:
        | server | survivor | lost |
        | other  | Ann      | Ben  |
        | first  | Ben      | Ann  |

  Rule: While Redis is away, servers go on serving their own clients

    @SCALE-4 @last
    Scenario: Redis is away for a while
      Given a service of two servers whose Redis may be away
      And the guild Harbour with the members Ann, Ben and Cleo
      And Ann connects
      And Ben connects to the other server
      And Ann and Ben watch the events of Harbour
      When Cleo writes in Harbour
      Then Ann and Ben receive the message
      When Redis is stopped
      Then both servers say that Redis is away
      When Cleo writes in Harbour
      Then Ann receives the message
      When what happens comes in at the other server
      And Cleo writes in Harbour
      Then Ben receives the message
      And Ann and Ben receive nothing else
      When Redis is started again
      Then both servers say that Redis is up
      When Cleo writes in Harbour
      Then Ann and Ben receive the message
      And Ann and Ben receive nothing else
      And Ann and Ben are still connected
      And both servers have logged that Redis was away
