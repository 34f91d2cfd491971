import { Result } from 'antd'
import { Route, Routes } from 'react-router'
import { PublicComplaintPage } from './PublicComplaintPage.tsx'
import { PublicConfirmationPage } from './PublicConfirmationPage.tsx'
import { PublicSurveyPage } from './PublicSurveyPage.tsx'
import './public.css'

/** Pages that people open without an account: a survey they were sent, a service they are asked about, what they have to say. */
export function PublicPages() {
  return (
    <main className="public-page">
      <Routes>
        <Route path="/public/survey/:countyCode/:code" element={<PublicSurveyPage />} />
        <Route path="/public/confirm/:countyCode/:code" element={<PublicConfirmationPage />} />
        <Route path="/public/complaint/:countyCode" element={<PublicComplaintPage />} />
        <Route path="*" element={<Result status="404" title="没有这个页面，请核对链接。" />} />
      </Routes>
    </main>
  )
}
