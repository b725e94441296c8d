/** A file as a product exports it, invented people in it, and what is to be understood. */
export interface ExportedFile {
  readonly product: string;
  readonly file: string;
  /** Address, given name, family name of each, in order; the user name where it is another. */
  readonly people: readonly string[];
  /** A part of each sentence that is to be said beside the columns. */
  readonly says?: readonly string[];
}

const ana = "ana.silva@example.com, Ana, Silva";
const bilal = "bilal.haddad@example.com, Bilal, Haddad";
const chloe = "chloe.martin@example.com, Chloé, Martin";

export const EXPORTS: readonly ExportedFile[] = [
  {
    product: "Entra: download users",
    file: `userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,state,ageGroup,companyName
ana.silva@corp.example.com,Ana Silva,Silva,ana.silva@example.com,Ana,00000000-0000-0000-0000-000000000001,Member,Developer,Web,True,,,
bilal.haddad@example.com,Bilal Haddad,Haddad,,Bilal,00000000-0000-0000-0000-000000000002,Member,Developer,Web,True,,,
old@example.com,Old One,One,old@example.com,Old,00000000-0000-0000-0000-000000000003,Member,,,False,,,
g_x.example#EXT#@corp.onmicrosoft.com,A Guest,,,,00000000-0000-0000-0000-000000000004,Guest,,,True,,,`,
    people: [ana, bilal],
    says: [
      'Line 4 is left out: "accountEnabled" is "False"',
      "Line 5 is left out: it has no address",
      '"mail" is empty in line 3',
    ],
  },
  {
    product: "Entra: bulk create template",
    file: `version:v1.0
Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname]
Ana Silva,ana.silva@example.com,Xy12345!,No,Ana,Silva
Bilal Haddad,bilal.haddad@example.com,Xy12345!,Yes,Bilal,Haddad`,
    people: [ana],
    says: ['"version:v1.0"', "holds passwords", "Line 4 is left out"],
  },
  {
    product: "Entra in German: template",
    file: `version:v1.0;;;
Name [displayName] Erforderlich;Benutzername [userPrincipalName] Erforderlich;Anfangskennwort [passwordProfile] Erforderlich;Anmeldung blockieren (Ja/Nein) [accountEnabled] Erforderlich
Ana Silva;ana.silva@example.com;Geheim1!;Nein`,
    people: [ana],
    says: ["version", "holds passwords"],
  },
  {
    product: "Entra: Get-MgUser | Export-Csv",
    file: `#TYPE Microsoft.Graph.PowerShell.Models.MicrosoftGraphUser
"DisplayName","GivenName","Surname","Mail","UserPrincipalName","AccountEnabled"
"Ana Silva","Ana","Silva","ana.silva@example.com","ana@corp.example.com","True"`,
    people: [ana],
    says: ["#TYPE"],
  },
  {
    product: "Microsoft 365 admin center: active users",
    file: `Block credential,Block sign in,City,Country/Region,Department,DirSyncEnabled,Display name,Fax,First name,Last name,Last password change time stamp,Licenses,Mobile Phone,Password never expires,Strong password required,Title,Usage location,User principal name
False,False,,,Web,,Ana Silva,,Ana,Silva,2024-01-01,Microsoft 365 E3,,False,True,Dev,PT,ana.silva@example.com
True,True,,,Web,,Bilal Haddad,,Bilal,Haddad,2024-01-01,,,False,True,Dev,LB,bilal.haddad@example.com`,
    people: [ana],
    says: ["Line 3 is left out"],
  },
  {
    product: "Google Workspace: download users",
    file: `First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Password Hash Function [UPLOAD ONLY],Org Unit Path [Required],New Primary Email [UPLOAD ONLY],Status [READ ONLY],Last Sign In [READ ONLY],Recovery Email,Home Secondary Email,Work Secondary Email
Ana,Silva,ana.silva@example.com,****,,/Web,,Active,2024/01/15 10:00:00,ana@home.example,,
Bilal,Haddad,bilal.haddad@example.com,****,,/Web,,Suspended,Never logged in,,,`,
    people: [ana],
    says: ["Line 3 is left out"],
  },
  {
    product: "GAM: print users",
    file: `primaryEmail,name.givenName,name.familyName,name.fullName,suspended,archived,isAdmin,id,orgUnitPath
ana.silva@example.com,Ana,Silva,Ana Silva,False,False,True,1001,/Web
bilal.haddad@example.com,Bilal,Haddad,Bilal Haddad,True,False,False,1002,/Web`,
    people: [ana],
    says: ['Line 3 is left out: "suspended" is "True"'],
  },
  {
    product: "GAM: group members",
    file: `group,email,id,role,type,status
web@example.com,ana.silva@example.com,1001,OWNER,USER,ACTIVE
web@example.com,bilal.haddad@example.com,1002,MEMBER,USER,SUSPENDED`,
    people: [ana],
    says: ['"group" is not used', "Line 3 is left out"],
  },
  {
    product: "Google Contacts",
    file: `First Name,Middle Name,Last Name,Nickname,Organization Name,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value
Ana,,Silva,,Example,Work,ana.silva@example.com,Home,ana@home.example`,
    people: [ana],
  },
  {
    product: "Okta: people report",
    file: `profile.login,profile.email,profile.firstName,profile.lastName,status,profile.department
ana@corp.example.com,ana.silva@example.com,Ana,Silva,ACTIVE,Web
bilal@corp.example.com,bilal.haddad@example.com,Bilal,Haddad,DEPROVISIONED,Web`,
    people: [ana],
    says: ["not used: it names people", "Line 3 is left out"],
  },
  {
    product: "Okta: CSV import template",
    file: `login,firstName,lastName,middleName,email,secondEmail,title,displayName,userType
ana.silva@example.com,Ana,Silva,,ana.silva@example.com,,Dev,Ana Silva,Employee`,
    people: [ana],
    says: ["not used: it names people"],
  },
  {
    product: "OneLogin: users",
    file: `id,email,username,firstname,lastname,status,state,last_login,samaccountname
7,ana.silva@example.com,asilva,Ana,Silva,Active,Approved,2024-01-01,asilva
8,bilal.haddad@example.com,bhaddad,Bilal,Haddad,Suspended,Approved,2024-01-01,bhaddad`,
    people: [ana],
    says: ["not used: it names people", "Line 3 is left out"],
  },
  {
    product: "JumpCloud: users",
    file: `firstname,lastname,username,email,activated,suspended,mfa_enabled,password_expired
Ana,Silva,asilva,ana.silva@example.com,true,false,true,false
Bilal,Haddad,bhaddad,bilal.haddad@example.com,true,true,false,false`,
    people: [ana],
    says: ["not used: it names people", "Line 3 is left out"],
  },
  {
    product: "Ping Identity",
    file: `id,username,name.given,name.family,email,enabled,account.status,population.id
1,asilva,Ana,Silva,ana.silva@example.com,true,OK,9
2,bhaddad,Bilal,Haddad,bilal.haddad@example.com,false,OK,9`,
    people: [ana],
    says: ["not used: it names people", "Line 3 is left out"],
  },
  {
    product: "Active Directory: Get-ADUser | Export-Csv",
    file: `#TYPE Microsoft.ActiveDirectory.Management.ADUser
"DistinguishedName","Enabled","GivenName","Name","ObjectClass","ObjectGUID","SamAccountName","SID","Surname","UserPrincipalName","mail"
"CN=Ana Silva,OU=Web,DC=example,DC=com","True","Ana","Ana Silva","user","0","asilva","S-1","Silva","ana@corp.local","ana.silva@example.com"
"CN=Bilal Haddad,OU=Web,DC=example,DC=com","False","Bilal","Bilal Haddad","user","1","bhaddad","S-2","Haddad","bilal@corp.local","bilal.haddad@example.com"`,
    people: [ana],
    says: ["#TYPE", "Line 4 is left out"],
  },
  {
    product: "Active Directory: csvde",
    file: `DN,objectClass,cn,sn,givenName,displayName,userAccountControl,sAMAccountName,userPrincipalName,mail
"CN=Ana Silva,DC=example,DC=com",user,Ana Silva,Silva,Ana,"Silva, Ana",512,asilva,ana@corp.local,ana.silva@example.com
"CN=Bilal Haddad,DC=example,DC=com",user,Bilal Haddad,Haddad,Bilal,"Haddad, Bilal",514,bhaddad,bilal@corp.local,bilal.haddad@example.com`,
    people: [ana],
    says: ['Line 3 is left out: "userAccountControl" is "514"'],
  },
  {
    product: "LDAP: ldapsearch as CSV",
    file: `dn,uid,cn,givenName,sn,mail,userPassword
"uid=asilva,ou=people,dc=example,dc=com",asilva,Ana Silva,Ana,Silva,ana.silva@example.com,{SSHA}abcdefgh`,
    people: [ana],
    says: ["holds passwords"],
  },
  {
    product: "FreeIPA",
    file: `User login,First name,Last name,Email address,nsaccountlock
asilva,Ana,Silva,ana.silva@example.com,FALSE
bhaddad,Bilal,Haddad,bilal.haddad@example.com,TRUE`,
    people: [ana],
    says: ["Line 3 is left out"],
  },
  {
    product: "Exchange: Get-Mailbox | Export-Csv",
    file: `"DisplayName","Alias","PrimarySmtpAddress","RecipientTypeDetails","AccountDisabled"
"Silva, Ana","asilva","ana.silva@example.com","UserMailbox","False"`,
    people: [ana],
  },
  {
    product: "GitHub: people of an organization",
    file: `login,name,tfa_enabled,is_public,role,last_active,saml_name_id
anasilva,Ana Silva,true,false,Member,2024-01-15 10:00:00 +0000,ana.silva@example.com
bilalh,,true,false,Owner,2024-01-15 10:00:00 +0000,bilal.haddad@example.com
robot,,true,false,Member,,`,
    people: [ana, bilal],
    says: ["not used: it names people", "Line 4 is left out: it has no address"],
  },
  {
    product: "GitHub Enterprise: licences",
    file: `github_com_login,github_com_name,enterprise_server_user,license_type,github_com_saml_name_id,github_com_two_factor_auth
anasilva,Ana Silva,FALSE,Enterprise,ana.silva@example.com,TRUE`,
    people: [ana],
  },
  {
    product: "GitLab: members",
    file: `Name,Username,Email,Membership source,Access level,State,Two-factor
Ana Silva,ana,ana.silva@example.com,web,Developer,active,yes
Bilal Haddad,bilal,bilal.haddad@example.com,web,Owner,blocked,no
Ana Silva,ana,ana.silva@example.com,api,Developer,active,yes`,
    people: [ana],
    says: [
      "not used: it names people",
      'Line 3 is left out: "State" is "blocked"',
      "Line 4 names somebody again, who is in line 2",
    ],
  },
  {
    product: "Bitbucket",
    file: `Display name,Nickname,Email,Access
Ana Silva,anas,ana.silva@example.com,write`,
    people: [ana],
  },
  {
    product: "Slack: members",
    file: `username,email,status,billing-active,has-2fa,has-sso,userid,fullname,displayname,expiration-timestamp
ana,ana.silva@example.com,Member,1,1,0,U01,"Ana Silva",ana,
bilal,bilal.haddad@example.com,Deactivated,0,0,0,U02,"Bilal Haddad",bilal,
beep,,Bot,0,0,0,U03,Beep Bot,beep,`,
    people: [ana],
    says: ["not used: it names people", "Line 3 is left out", 'Line 4 is left out: "status" is "Bot"'],
  },
  {
    product: "Teams: members of a team",
    file: `DisplayName\tMail\tRole\tUserId
Ana Silva\tana.silva@example.com\tOwner\t0001`,
    people: [ana],
  },
  {
    product: "Jira: users",
    file: `User id,User name,email,User status,Added to org,Last seen in Jira
5f,Ana Silva,ana.silva@example.com,Active,01 Jan 2024,Never accessed
60,Bilal Haddad,bilal.haddad@example.com,Deactivated,01 Jan 2024,Never accessed`,
    people: [ana],
    says: ["not used: it names people", "Line 3 is left out"],
  },
  {
    product: "Atlassian: organization's users",
    file: `accountId,accountType,accountStatus,name,email
a1,atlassian,active,Ana Silva,ana.silva@example.com
a2,app,active,Slack,slack@bots.example
a3,atlassian,inactive,Bilal Haddad,bilal.haddad@example.com`,
    people: [ana],
    says: ['Line 3 is left out: "accountType" is "app"', "Line 4 is left out"],
  },
  {
    product: "Zoom: users",
    file: `Email,First Name,Last Name,Department,Role,User Group,Type,User Status,Last login
ana.silva@example.com,Ana,Silva,Web,Member,,Licensed,Active,2024-01-01
bilal.haddad@example.com,Bilal,Haddad,Web,Member,,Basic,Inactive,2024-01-01`,
    people: [ana],
    says: ["Line 3 is left out"],
  },
  {
    product: "BambooHR",
    file: `"Employee #","Last name, First name","Work Email","Home Email","Department","Status"
"12","Silva, Ana","ana.silva@example.com","ana@home.example","Web","Full-Time"
"13","Haddad, Bilal","bilal.haddad@example.com","","Web","Terminated"`,
    people: [ana],
    says: ["Line 3 is left out"],
  },
  {
    product: "Personio",
    file: `ID;Vorname;Nachname;E-Mail;Status;Abteilung;Beschäftigungsart;Austrittsdatum
1;Ana;Silva;ana.silva@example.com;Aktiv;Web;Intern;
2;Bilal;Haddad;bilal.haddad@example.com;Inaktiv;Web;Intern;31.12.2024`,
    people: [ana],
    says: ["Line 3 is left out"],
  },
  {
    product: "Workday: report",
    file: `All Active Workers
Effective 2024-01-01

Worker,Employee ID,Legal First Name,Legal Last Name,Email - Primary Work,Manager,Worker Status
Ana Silva,100,Ana,Silva,ana.silva@example.com,Bo Li,Active
Bilal Haddad,101,Bilal,Haddad,bilal.haddad@example.com,Bo Li,Terminated`,
    people: [ana],
    says: ["Lines 1, 2 are above", "Line 6 is left out"],
  },
  {
    product: "SAP SuccessFactors",
    file: `STATUS,USERID,USERNAME,FIRSTNAME,LASTNAME,EMAIL,MANAGER,HR,DEPARTMENT
active,1,asilva,Ana,Silva,ana.silva@example.com,2,3,Web
inactive,2,bhaddad,Bilal,Haddad,bilal.haddad@example.com,2,3,Web`,
    people: [ana],
    says: ["not used: it names people", "Line 3 is left out"],
  },
  {
    product: "HiBob",
    file: `Display name,First name,Last name,Email,Lifecycle status,Site,Reports to email
Ana Silva,Ana,Silva,ana.silva@example.com,Employed,Lisbon,boss@example.com
Bilal Haddad,Bilal,Haddad,bilal.haddad@example.com,Garden leave,Beirut,boss@example.com`,
    people: [ana, bilal],
    says: ['"Lifecycle status" is "Garden leave" in line 3, which is not known'],
  },
  {
    product: "Gusto",
    file: `Employee Roster

Last Name,First Name,Work email,Personal email,Employment status,Start date
Silva,Ana,ana.silva@example.com,ana@home.example,Active,1/1/2024
Haddad,Bilal,,bilal@home.example,Active,1/1/2024`,
    people: [ana],
    says: ["Line 1 is above", "Line 5 is left out: it has no address"],
  },
  {
    product: "Rippling",
    file: `Employee,Work email,Employment status,Title,Manager work email
Ana Silva,ana.silva@example.com,ACTIVE,Dev,boss@example.com
Bilal Haddad,bilal.haddad@example.com,TERMINATED,Dev,boss@example.com`,
    people: [ana],
    says: ["Line 3 is left out"],
  },
  {
    product: "ADP",
    file: `Position ID,Legal First Name,Legal Last Name,Work Contact: Work Email,Position Status
X1,Ana,Silva,ana.silva@example.com,A - Active
2,Bilal,Haddad,bilal.haddad@example.com,T - Terminated`,
    people: [ana],
    says: ["Line 3 is left out"],
  },
  {
    product: "UKG",
    file: `Employee Number,Employee First Name,Employee Last Name,Employee Email Address,Employment Status
1,Ana,Silva,ana.silva@example.com,Active`,
    people: [ana],
  },
  {
    product: "AWS Identity Center: list-users",
    file: `UserId,UserName,DisplayName,Name.GivenName,Name.FamilyName,Emails.0.Value,IdentityStoreId
9067642ac7-1,asilva,Ana Silva,Ana,Silva,ana.silva@example.com,d-9067642ac7`,
    people: [`${ana}, asilva`],
  },
  {
    product: "Auth0",
    file: `Id,Given Name,Family Name,Nickname,Name,Email,Email Verified,Blocked,Last Login
auth0|1,Ana,Silva,ana,Ana Silva,ana.silva@example.com,true,false,2024-01-01
auth0|2,Bilal,Haddad,bilal,Bilal Haddad,bilal.haddad@example.com,true,true,2024-01-01`,
    people: [ana],
    says: ["Line 3 is left out"],
  },
  {
    product: "Keycloak",
    file: `id,username,enabled,emailVerified,firstName,lastName,email
1,asilva,true,true,Ana,Silva,ana.silva@example.com
2,bhaddad,false,true,Bilal,Haddad,bilal.haddad@example.com`,
    people: [ana],
    says: ["not used: it names people", "Line 3 is left out"],
  },
  {
    product: "SCIM",
    file: `userName,name.givenName,name.familyName,emails[0].value,active
asilva,Ana,Silva,ana.silva@example.com,true
bhaddad,Bilal,Haddad,bilal.haddad@example.com,false`,
    people: [ana],
    says: ["not used: it names people", "Line 3 is left out"],
  },
  {
    product: "Amazon Cognito",
    file: `cognito:username,name,given_name,family_name,email,email_verified,cognito:mfa_enabled
asilva,Ana Silva,Ana,Silva,ana.silva@example.com,TRUE,FALSE`,
    people: [ana],
  },
  {
    product: "Notion: members",
    file: `Name,Email,Role,Groups,Last active
Ana Silva,ana.silva@example.com,Workspace owner,Web,2024-01-01`,
    people: [ana],
    says: ['"Groups" is not used'],
  },
  {
    product: "Airtable: collaborators",
    file: `User name,Email,Permission level,Created date
Ana Silva,ana.silva@example.com,Editor,2024-01-01`,
    people: [ana],
    says: ["not used: it names people"],
  },
  {
    product: "Asana: members",
    file: `Name,Email,Role,Status,Last activity
Ana Silva,ana.silva@example.com,Member,Active,2024-01-01
Bilal Haddad,bilal.haddad@example.com,Member,Deprovisioned,2024-01-01`,
    people: [ana],
    says: ["Line 3 is left out"],
  },
  {
    product: "Trello: members",
    file: `Full Name,Username,Email,Member Type,Last Active,Deactivated
Ana Silva,anas,ana.silva@example.com,normal,2024-01-01,false
Bilal Haddad,bilalh,bilal.haddad@example.com,normal,2024-01-01,true`,
    people: [ana],
    says: ["not used: it names people", "Line 3 is left out"],
  },
  {
    product: "Monday: users",
    file: `Name,Email,Title,User Type,Status,Joined
Ana Silva,ana.silva@example.com,Dev,Member,Active,2024-01-01`,
    people: [ana],
  },
  {
    product: "Linear: members",
    file: `Name,Username,Email,Status,Joined
Ana Silva,ana,ana.silva@example.com,Admin,2024-01-01
Bilal Haddad,bilal,bilal.haddad@example.com,Suspended,2024-01-01`,
    people: [ana],
    says: ["not used: it names people", "Line 3 is left out"],
  },
  {
    product: "1Password: people",
    file: `Name,Email,Role,Status,Created,Last Auth
Ana Silva,ana.silva@example.com,Member,Active,2024-01-01,
Bilal Haddad,bilal.haddad@example.com,Member,Suspended,2024-01-01,`,
    people: [ana],
    says: ["Line 3 is left out"],
  },
  {
    product: "LastPass: users",
    file: `User Email,Full Name,Status,Master Password Strength,Last Login
ana.silva@example.com,Ana Silva,Active,90,2024-01-01
bilal.haddad@example.com,Bilal Haddad,Disabled,90,2024-01-01`,
    people: [ana],
    says: ["Line 3 is left out"],
  },
  {
    product: "Salesforce: users",
    file: `"Username","First Name","Last Name","Email","Active","Profile","Alias"
"ana@corp.example.force","Ana","Silva","ana.silva@example.com","1","Standard User","asil"
"bilal@corp.example.force","Bilal","Haddad","bilal.haddad@example.com","0","Standard User","bhad"

"Copyright (c) 2000-2024 salesforce.com, inc. All rights reserved."`,
    people: [ana],
    says: ["not used: it names people", '"Profile" is not used', "Line 3 is left out", "Line 5 is left out"],
  },
  {
    product: "Salesforce: contacts",
    file: `Salutation,First Name,Last Name,Title,Account Name,Mailing Street,Email,Account Owner
Ms.,Ana,Silva,Dev,Acme,Rua 1,ana.silva@example.com,Bo Li`,
    people: [ana],
    says: ['"Account Name" is not used'],
  },
  {
    product: "HubSpot: contacts",
    file: `Record ID,First Name,Last Name,Email,Lifecycle Stage,Contact owner,Associated Company
1,Ana,Silva,ana.silva@example.com,Lead,boss@example.com,Acme`,
    people: [ana],
  },
  {
    product: "Mailchimp: audience",
    file: `"Email Address","First Name","Last Name",Address,"Phone Number",Birthday,MEMBER_RATING,OPTIN_TIME,LEID,TAGS
ana.silva@example.com,Ana,Silva,,,,2,"2024-01-01 00:00:00",1,`,
    people: [ana],
  },
  {
    product: "Moodle: users",
    file: `username,password,firstname,lastname,email,course1,suspended
asilva,Xy12345!,Ana,Silva,ana.silva@example.com,web,0
bhaddad,Xy12345!,Bilal,Haddad,bilal.haddad@example.com,web,1`,
    people: [ana],
    says: ["holds passwords", "not used: it names people", "Line 3 is left out"],
  },
  {
    product: "PowerSchool",
    file: `Student_Number\tFirst_Name\tLast_Name\tStudent_Email\tEnroll_Status
1\tAna\tSilva\tana.silva@example.com\t0`,
    people: [ana],
  },
  {
    product: "Canvas",
    file: `user_id,login_id,password,first_name,last_name,full_name,sortable_name,email,status
1,asilva,,Ana,Silva,Ana Silva,"Silva, Ana",ana.silva@example.com,active
2,bhaddad,,Bilal,Haddad,Bilal Haddad,"Haddad, Bilal",bilal.haddad@example.com,deleted`,
    people: [ana],
    says: ["Line 3 is left out"],
  },
  {
    product: "Outlook: contacts",
    file: `First Name,Middle Name,Last Name,Title,E-mail Address,E-mail 2 Address,E-mail Display Name
Ana,,Silva,,ana.silva@example.com,ana@home.example,Ana Silva (ana.silva@example.com)`,
    people: [ana],
  },
  {
    product: "Outlook in German: contacts",
    file: `Anrede;Vorname;Nachname;Firma;E-Mail-Adresse;E-Mail 2: Adresse
Frau;Ana;Silva;Example;ana.silva@example.com;ana@home.example`,
    people: [ana],
  },
  {
    product: "Apple contacts as CSV",
    file: `First name,Last name,Email (work),Email (home),Phone
Ana,Silva,ana.silva@example.com,ana@home.example,1`,
    people: [ana],
  },
  {
    product: "a vCard made a table",
    file: `FN,N,EMAIL,ORG,TEL
Ana Silva,Silva;Ana;;;,ana.silva@example.com,Example,1`,
    people: [ana],
  },
  {
    product: "Thunderbird's address book",
    file: `First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name
Ana,Silva,Ana Silva,,ana.silva@example.com,ana@home.example,`,
    people: [ana],
  },
  {
    product: "Numbers: two lines above",
    file: "Table 1\n,,,\nemail,given_name,family_name,account\nana.silva@example.com,Ana,Silva,Sandbox North",
    people: [ana],
    says: ["Line 1 is above"],
  },
  {
    product: "LibreOffice with bars",
    file: "email|given_name|family_name\nana.silva@example.com|Ana|Silva",
    people: [ana],
  },
  {
    product: "Excel's sep= line",
    file: "sep=;\r\nE-Mail;Vorname;Name\r\nana.silva@example.com;Ana;Silva",
    people: [ana],
  },
  {
    product: "pandas with an index",
    file: ",email,name\n0,ana.silva@example.com,Ana Silva\n1,bilal.haddad@example.com,Bilal Haddad",
    people: [ana, bilal],
  },
  {
    product: "Excel in German",
    file: "E-Mail-Adresse;Vorname;Nachname;Konto\nana.silva@example.com;Ana;Silva;Sandbox North",
    people: [ana],
  },
  {
    product: "Excel in German: Name, Vorname",
    file: "Name, Vorname;E-Mail (dienstlich);E-Mail (privat)\nSilva, Ana;ana.silva@example.com;ana@home.example",
    people: [ana],
  },
  {
    product: "Excel in French",
    file: "Nom;Prénom;Adresse e-mail;Compte\nSilva;Ana;ana.silva@example.com;Sandbox North",
    people: [ana],
  },
  {
    product: "Excel in French: prénom et nom",
    file: "Prénom et nom;Courriel;Statut\nAna Silva;ana.silva@example.com;Actif\nBilal Haddad;bilal.haddad@example.com;Désactivé",
    people: [ana],
    says: ["Line 3 is left out"],
  },
  {
    product: "Excel in Spanish",
    file: "\uFEFFCorreo electrónico;Nombre;Apellidos;Estado\nana.silva@example.com;Ana;Silva;Activo\nbilal.haddad@example.com;Bilal;Haddad;Suspendido",
    people: [ana],
    says: ["Line 3 is left out"],
  },
  {
    product: "Excel in Portuguese",
    file: "Nome;Sobrenome;E-mail corporativo;Situação;Conta\nAna;Silva;ana.silva@example.com;Ativo;Sandbox\nBilal;Haddad;bilal.haddad@example.com;Desligado;Sandbox",
    people: [ana],
    says: ["Line 3 is left out"],
  },
  {
    product: "Excel in Italian",
    file: "Cognome e nome;Indirizzo email;Reparto\nSilva Ana;ana.silva@example.com;Web\nDe Luca Maria Pia;maria@example.com;Web",
    people: [ana, "maria@example.com, Luca Maria Pia, De"],
  },
  {
    product: "Excel in Dutch",
    file: "Voornaam;Tussenvoegsel;Achternaam;E-mailadres;Actief\nAna;;Silva;ana.silva@example.com;ja\nJan;van der;Berg;jan@example.com;ja\nPiet;;Smit;piet@example.com;nee",
    people: [ana, "jan@example.com, Jan, van der Berg"],
    says: ["Line 4 is left out"],
  },
  {
    product: "Excel in Polish",
    file: "Imię;Nazwisko;Adres e-mail;Konto\nAna;Silva;ana.silva@example.com;Sandbox",
    people: [ana],
  },
  {
    product: "Excel in Swedish",
    file: "Förnamn;Efternamn;E-postadress\nAna;Silva;ana.silva@example.com",
    people: [ana],
  },
  { product: "Excel in Turkish", file: "Ad;Soyad;E-posta\nAna;Silva;ana.silva@example.com", people: [ana] },
  {
    product: "Excel in Russian",
    file: "Фамилия;Имя;Электронная почта\nСильва;Анна;ana.silva@example.com",
    people: ["ana.silva@example.com, Анна, Сильва"],
  },
  {
    product: "Excel in Japanese",
    file: "メールアドレス,姓,名,アカウント\nemi@example.com,田中,恵美,Sandbox",
    people: ["emi@example.com, 恵美, 田中"],
  },
  {
    product: "Excel in Japanese: full names",
    file: "社員番号,氏名,会社メールアドレス,在籍状況\n1,田中 恵美,emi@example.com,在籍\n2,佐藤 健,ken@example.com,退職",
    people: ["emi@example.com, 恵美, 田中"],
    says: ["Line 3 is left out"],
  },
  {
    product: "Excel in Chinese",
    file: "姓名,工作邮箱,部门,状态\n王小明,wang@example.com,研发,在职\n李雷,li@example.com,研发,离职",
    people: ["wang@example.com, 小明, 王"],
    says: ["Line 3 is left out"],
  },
  {
    product: "Excel in Korean",
    file: "이름,이메일,부서,재직상태\n김민수,kim@example.com,개발,재직\n이영희,lee@example.com,개발,퇴사",
    people: ["kim@example.com, 민수, 김"],
    says: ["Line 3 is left out"],
  },
  {
    product: "Outlook: the To line",
    file: 'Ana Silva <ana.silva@example.com>; Bilal Haddad <bilal.haddad@example.com>; "Martin, Chloé" <chloe.martin@example.com>',
    people: [ana, bilal, chloe],
  },
  {
    product: "Outlook: names with commas, not quoted",
    file: "To: Silva, Ana <ana.silva@example.com>; Haddad, Bilal (Ext) <bilal.haddad@example.com>",
    people: [ana, bilal],
  },
  {
    product: "Gmail: the To line",
    file: '"Ana Silva" <ana.silva@example.com>, Bilal Haddad <bilal.haddad@example.com>,\n chloe.martin@example.com (Chloé Martin)',
    people: [ana, bilal, chloe],
  },
  {
    product: "a sheet with quoted names in the address column",
    file: 'Email;Account\n"Silva, Ana" <ana.silva@example.com>;Sandbox North',
    people: [ana],
  },
  {
    product: "a sheet with names in the address column",
    file: "Email,Account\nAna Silva <ana.silva@example.com>,Sandbox North",
    people: [ana],
  },
];
