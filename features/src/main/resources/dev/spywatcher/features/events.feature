Feature: Guild events
  What happens in a guild is told at once, once, in order, and without what is no one's business.

  Background:
    Given the guild Harbour with the members Ann, Ben and Cleo
    And Harbour has the roles Pilot, Sailor and Cook
    And Ann connects
    And Ann watches the events of Harbour

  Rule: Every event has exactly its documented content

    @EVT-1
    Scenario: A message
      When Ben writes in Harbour
      Then Ann receives the message
      And Ann receives nothing else

    @EVT-1
    Scenario: A message that was delivered late has the time at which it was written
      When a message that Ben wrote a minute ago is delivered in Harbour
      Then Ann receives the message
      And Ann receives nothing else

    @EVT-2
    Scenario Outline: A user on <platforms>
      When Ben is online on <platforms> in Harbour
      Then Ann receives the presence
      And Ann receives the alert
      And Ann receives nothing else

      Examples:
        | platforms               |
        | desktop and mobile      |
        | desktop and web         |
        | mobile and web          |
        | desktop, mobile and web |

    @EVT-2
    Scenario Outline: A user on <platform> alone raises no alert
      When Ben is online on <platform> in Harbour
      Then Ann receives the presence
      And Ann receives nothing else

      Examples:
        | platform |
        | desktop  |
        | mobile   |
        | web      |

    @EVT-2
    Scenario: A user who changes from one platform to another is never on two
      When Ben is online on desktop in Harbour
      Then Ann receives the presence
      When Ben is idle on mobile in Harbour
      Then Ann receives the presence
      And Ann receives nothing else

    @EVT-3
    Scenario Outline: A member who is <status>
      When Ben is <status> on web in Harbour
      Then Ann receives the presence
      And Ann receives nothing else

      Examples:
        | status |
        | online |
        | idle   |
        | dnd    |

    @EVT-3
    Scenario: A member who goes offline
      When Ben is online on web in Harbour
      Then Ann receives the presence
      When Ben goes offline in Harbour
      Then Ann receives the presence
      And Ann receives nothing else

    @EVT-4
    Scenario: Roles are told as they are added, by their names
      When Ben has the role Pilot in Harbour
      Then Ann receives the role change
      When Ben has the roles Pilot, Sailor and Cook in Harbour
      Then Ann receives the role change
      And Ann receives nothing else

    @EVT-4
    Scenario: Roles that are removed are not told
      When Ben has the roles Pilot and Sailor in Harbour
      Then Ann receives the role change
      When Ben has the role Sailor in Harbour
      And Ben has no role in Harbour
      And Cleo writes in Harbour
      Then Ann receives the message
      And Ann receives nothing else

    @EVT-4
    Scenario: Of roles that are swapped, the added one is told
      When Ben has the roles Pilot and Sailor in Harbour
      Then Ann receives the role change
      When Ben has the roles Cook and Sailor in Harbour
      Then Ann receives the role change
      And Ann receives nothing else

    @EVT-5
    Scenario Outline: A user whose account is <age>
      When Zoe joins Harbour with an account that is <age>
      Then Ann receives the join
      And Ann receives nothing else

      Examples:
        | age                 |
        | brand new           |
        | almost a day old    |
        | just over a day old |
        | a year old          |
        | from tomorrow       |

    @EVT-1 @EVT-5
    Scenario: Who has just joined is told of like anyone else
      When Zoe joins Harbour with an account that is a year old
      Then Ann receives the join
      When Zoe writes in Harbour
      Then Ann receives the message

    @EVT-1
    Scenario: What the API has no word for is not told
      When Ben starts typing in Harbour
      And Cleo leaves Harbour
      And Ben writes in Harbour
      Then Ann receives the message
      And Ann receives nothing else

  Rule: Events arrive in real time, exactly once and in order

    @EVT-6 @alone
    Scenario: Two hundred messages arrive within a second, on every transport
      Given Ben connects by polling
      And Cleo connects by upgrade
      And Ben and Cleo watch the events of Harbour
      When 200 messages are written in Harbour, one after another
      Then 99 in 100 have reached Ann, Ben and Cleo within a second

    @EVT-7
    Scenario: A burst reaches everyone once and in order
      Given Ben connects by polling
      And Cleo connects by upgrade
      And Ann's phone connects
      And Ben, Cleo and Ann's phone watch the events of Harbour
      When 200 messages are written in Harbour in one burst
      Then Ann, Ben, Cleo and Ann's phone have received each message once and in order
      And Ann, Ben, Cleo and Ann's phone receive nothing else

    @EVT-7
    Scenario: Events of all kinds keep the order of the guild
      Given Ben connects by polling
      And Ben watches the events of Harbour
      When 100 events of all kinds happen in Harbour in one burst
      Then Ann and Ben have received all of it once and in order
      And Ann and Ben receive nothing else

  Rule: What is sensitive stays inside

    @EVT-8
    Scenario: Content, addresses and further ids reach no one
      Given Ann watches the analytics of Harbour
      When Ben writes about secrets in Harbour
      And one event of each kind happens in Harbour
      Then Ann receives all of it
      And Ann receives an update of Harbour at once
      And nothing that reached Ann holds a secret, a role id or a token
      And no event that reached Ann holds the id of Harbour

    @EVT-8
    Scenario Outline: A name with <character> is told without it
      Given Ben is called by a name with <character>
      And the channel and the roles of Harbour are called by names with <character>
      When Ben writes in Harbour
      Then Ann receives the message with clean names
      When Ben is online on desktop and mobile in Harbour
      Then Ann receives the presence and the alert with clean names
      When Ben has the role Pilot in Harbour
      Then Ann receives the role change with clean names
      When someone joins Harbour by a name with <character>
      Then Ann receives the join with clean names
      And Ann receives nothing else

      Examples:
        | character      |
        | a null         |
        | a line feed    |
        | a tab          |
        | an escape      |
        | a delete       |
        | a C1 control   |

    @EVT-8
    Scenario Outline: A name with <text> is told unchanged
      Given Ben is called by a name with <text>
      And the channel and the roles of Harbour are called by names with <text>
      When Ben writes in Harbour
      Then Ann receives the message with clean names
      When Ben has the role Pilot in Harbour
      Then Ann receives the role change with clean names
      When someone joins Harbour by a name with <text>
      Then Ann receives the join with clean names
      And Ann receives nothing else

      Examples:
        | text             |
        | emoji            |
        | joined emoji     |
        | right-to-left    |
        | direction marks  |
        | HTML             |
        | quotes           |

  Rule: Bots and repetitions raise nothing

    @EVT-9
    Scenario: What bots do is not told
      Given Ann watches the analytics of Harbour
      And the bot Robo is a member of Harbour
      When Robo writes in Harbour
      And Robo starts typing in Harbour
      And the bot Rusty joins Harbour
      Then Ann receives nothing else
      When Ben writes in Harbour
      Then Ann receives the message
      And Ann receives an update of Harbour at once
      And Ann receives nothing else

    @EVT-9
    Scenario: An alert is raised when the platforms change to two or more, and only then
      When Ben is online on desktop in Harbour
      Then Ann receives the presence
      When Ben is idle on desktop and mobile in Harbour
      Then Ann receives the presence and the alert
      When Ben is dnd on mobile and desktop in Harbour
      Then Ann receives the presence
      And Ann receives nothing else
      When Ben is online on desktop, mobile and web in Harbour
      Then Ann receives the presence and the alert
      When Ben is idle on mobile and web in Harbour
      Then Ann receives the presence and the alert
      When Ben is online on web in Harbour
      Then Ann receives the presence
      When Ben is idle on desktop and web in Harbour
      Then Ann receives the presence and the alert
      And Ann receives nothing else
