Feature: Limits
  Nobody can use so much of the service that others are left without.

  Rule: Connection attempts are limited per address and minute

    @LIM-1 @LIM-5
    Scenario: Of many attempts at once only so many are let in, and no one else is concerned
      Given a service whose limit of connection attempts is known
      And the guild Harbour with the members Ann, Ben and Cleo
      And Ben connects from home
      And Ben watches the events of Harbour
      When Ann attempts to connect from the office, 3 times more often than allowed
      Then exactly as many attempts are let in as allowed
      And an attempt of Ann from the library is let in
      When Cleo writes in Harbour
      Then Ben receives the message

    @LIM-1 @slow
    Scenario: After a minute of quiet as many are let in again
      Given a service whose limit of connection attempts is known
      When Ann attempts to connect from the office, 1 times more often than allowed
      Then exactly as many attempts are let in as allowed
      When a minute of quiet passes
      And Ann attempts to connect from the office, 1 times more often than allowed
      Then exactly as many attempts are let in as allowed

    @LIM-1
    Scenario: An attempt that is rejected is an attempt
      Given a service whose limit of connection attempts is known
      When Ann attempts to connect from the office with a broken token as often as allowed
      Then no more than one in three attempts of Ann from the office is let in

    @LIM-1
    Scenario Outline: A client by <transport> attempts once, however much it receives
      Given a service whose limit of connection attempts is known
      And the guild Harbour with the members Ann, Ben and Cleo
      And Ann connects from the office by <transport>
      And Ann watches the events of Harbour
      When Cleo writes more messages in Harbour than attempts are allowed, one by one
      Then Ann receives all of it
      And an attempt of Ann from the office is let in

      Examples:
        | transport |
        | polling   |
        | upgrade   |

    @LIM-1 @reference
    Scenario: The refusal says why, and when to come back
      Given a service whose limit of connection attempts is known
      When Ann attempts to connect from the office, 1 times more often than allowed
      Then the refusal is HTTP 429 that says why, and when to come back

  Rule: Connections at once are limited per address

    @LIM-2 @LIM-5
    Scenario Outline: With as many sessions <kind> as are allowed, there is no room for another
      Given a service whose limit of connections at once is known
      And as many sessions as allowed are open from the office, <kind>
      Then an attempt of Ann from the office is refused
      And an attempt of Ann from home is let in
      When one of those sessions ends
      Then an attempt of Ann from the office is let in

      Examples:
        | kind                         |
        | by websocket                 |
        | by polling                   |
        | by websocket without a token |

    @LIM-2 @reference
    Scenario: The refusal says why, and when to come back
      Given a service whose limit of connections at once is known
      And as many sessions as allowed are open from the office, by websocket
      Then an attempt of Ann from the office is refused
      And the refusal is HTTP 429 that says why, and when to come back

  Rule: Emissions are limited per client

    @LIM-3 @LIM-5
    Scenario: What is too much is dropped, and concerns no one else
      Given a service whose limit of emissions is known
      And the guild Harbour with the members Ann, Ben and Cleo
      And the guild Cellar with the members Eve and Finn
      And Ann and Ben connect from the office
      When Ann asks for the events of Cellar three times as often as allowed at once
      And Ben watches the events of Harbour
      Then Ann is refused as often as allowed, and told that there was more
      When Ann watches the events of Harbour
      And Cleo writes in Harbour
      Then Ann and Ben receive the message
      And Ann and Ben are still connected

    @LIM-3 @reference
    Scenario: The client is told, but not each time
      Given a service whose limit of emissions is known
      And the guild Harbour with the members Ann, Ben and Cleo
      And the guild Cellar with the members Eve and Finn
      And Ann connects
      When Ann asks for the events of Cellar three times as often as allowed at once
      Then Ann is told "Rate limit exceeded", once a second at most

    @LIM-3 @CONN-6
    Scenario: Who does not stop is disconnected, and no one else
      Given a service whose limit of emissions is known
      And the guild Harbour with the members Ann, Ben and Cleo
      And the guild Cellar with the members Eve and Finn
      And Ann and Ben connect from the office
      And Ben watches the events of Harbour
      When Ann goes on asking for the events of Cellar faster than allowed
      Then after ten seconds Ann is told the reason "io server disconnect"
      When Cleo writes in Harbour
      Then Ben receives the message

    @LIM-3
    Scenario: Who pauses is not disconnected
      Given a service whose limit of emissions is known
      And the guild Harbour with the members Ann, Ben and Cleo
      And the guild Cellar with the members Eve and Finn
      And Ann connects
      When Ann asks too much for the events of Cellar, but for pauses, for a quarter of a minute
      Then Ann is still connected
      When Ann watches the events of Harbour
      And Cleo writes in Harbour
      Then Ann receives the message

  Rule: Who comes back too often is blocked, longer each time

    @LIM-4 @LIM-5 @slow
    Scenario: Each block is twice as long as the one before, up to eight times
      Given a service whose limit of reconnections is known
      When Ann comes back from the office more often than allowed
      Then an attempt of Ben from home is let in
      And Ann is blocked at the office for 1 time the length of a block
      When Ann comes back from the office more often than allowed
      Then Ann is blocked at the office for 2 times the length of a block
      When Ann comes back from the office more often than allowed
      Then Ann is blocked at the office for 4 times the length of a block
      When Ann comes back from the office more often than allowed
      Then Ann is blocked at the office for 8 times the length of a block
      When Ann comes back from the office more often than allowed
      Then Ann is blocked at the office for 8 times the length of a block

    @LIM-4 @slow
    Scenario: An address that behaves starts afresh
      Given a service whose limit of reconnections is known
      When Ann comes back from the office more often than allowed
      Then Ann is blocked at the office for 1 time the length of a block
      When the office is left alone for twenty times as long
      And Ann comes back from the office more often than allowed
      Then Ann is blocked at the office for 1 time the length of a block

  Rule: The address is that of the client

    @LIM-5
    Scenario: Behind a trusted proxy each client has an address of its own
      Given a service whose trusted proxy is known
      When Ann attempts to connect through the trusted proxy, too often for one client
      Then exactly as many attempts are let in as allowed

    @LIM-5
    Scenario: Nobody else can choose an address
      Given a service whose trusted proxy is known
      When Ann attempts to connect from the office too often, under ever new names of clients
      Then exactly as many attempts are let in as allowed

  Rule: A client that reads too slowly is cut off

    @LIM-6
    Scenario: Who does not read is disconnected, and who does misses nothing
      Given a service whose limit of waiting bytes is known
      And the guild Harbour with the members Ann, Ben and Cleo
      And somebody with a very long name is a member of Harbour
      And Ben connects
      And Ben watches the events of Harbour
      And Ann watches the events of Harbour by a narrow line
      When Ann stops reading, and far more is written in Harbour than may wait for her
      Then Ben has received every one of those messages
      And Ann by the narrow line is cut off

  Rule: A client holds a limited number of rooms

    @LIM-7
    Scenario: One room too many is refused, and another may be given up for it
      Given a service whose limit of subscriptions is known
      And one guild more than Ann may watch, with the members Ann and Ben
      And Ann connects
      When Ann asks for the events of all of them, one after another
      Then Ann is told an error
      When Ben writes in every guild of his
      Then Ann receives the messages of all but the last of them
      And Ann receives nothing else
      When Ann gives up the first of them and asks for the last
      And Ben writes in every guild of his
      Then Ann receives the messages of all but the first of them
      And Ann receives nothing else
